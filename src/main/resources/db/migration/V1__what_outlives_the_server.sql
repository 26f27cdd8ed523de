-- Instants are milliseconds since 1970 in UTC.

CREATE TABLE learner (
  id          TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL UNIQUE,
  created     INTEGER NOT NULL,
  seen        INTEGER NOT NULL
);

CREATE TABLE workspace (
  id         TEXT PRIMARY KEY,
  learner    TEXT NOT NULL,
  lab        TEXT NOT NULL,
  state      TEXT NOT NULL,
  network    TEXT,
  created    INTEGER NOT NULL,
  expires    INTEGER NOT NULL,
  used       INTEGER NOT NULL,
  end_reason TEXT
);

CREATE INDEX workspace_by_state ON workspace (state);

CREATE TABLE machine (
  workspace     TEXT NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  name          TEXT NOT NULL,
  engine_id     TEXT,
  terminal      TEXT NOT NULL,
  prompt_millis INTEGER,
  PRIMARY KEY (workspace, name)
);

CREATE TABLE passed_step (
  workspace TEXT NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  step      INTEGER NOT NULL,
  passed    INTEGER NOT NULL,
  PRIMARY KEY (workspace, step)
);

-- choices: indexes in ascending order, separated by commas.
CREATE TABLE answer (
  workspace TEXT NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  question  TEXT NOT NULL,
  choices   TEXT NOT NULL,
  is_right  INTEGER NOT NULL,
  answered  INTEGER NOT NULL,
  PRIMARY KEY (workspace, question)
);

CREATE TABLE fact (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
