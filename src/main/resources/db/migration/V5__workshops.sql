CREATE TABLE workshop (
  id           TEXT PRIMARY KEY,
  instructor   TEXT NOT NULL,
  title        TEXT NOT NULL,
  code         TEXT NOT NULL UNIQUE,
  starts       INTEGER NOT NULL,
  ends         INTEGER NOT NULL,
  seats        INTEGER NOT NULL,
  time_millis  INTEGER NOT NULL,
  recorded     INTEGER NOT NULL,
  state        TEXT NOT NULL,
  created      INTEGER NOT NULL,
  paused_since INTEGER,
  lab_now      TEXT,
  step_now     INTEGER NOT NULL,
  -- A terminal and whose it is; both or neither.
  broadcast    TEXT,
  broadcaster  TEXT
);

CREATE TABLE workshop_lab (
  workshop TEXT NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  lab      TEXT NOT NULL,
  PRIMARY KEY (workshop, position)
);

CREATE TABLE participant (
  id          TEXT PRIMARY KEY,
  workshop    TEXT NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
  learner     TEXT NOT NULL,
  name        TEXT NOT NULL COLLATE NOCASE,
  code_hash   TEXT NOT NULL,
  joined      INTEGER NOT NULL,
  UNIQUE (workshop, learner),
  UNIQUE (workshop, name)
);

-- A workspace stays when its server forgets the learner's; the link goes with either.
CREATE TABLE assignment (
  workspace   TEXT PRIMARY KEY REFERENCES workspace (id) ON DELETE CASCADE,
  participant TEXT NOT NULL REFERENCES participant (id) ON DELETE CASCADE
);

CREATE INDEX assignment_by_participant ON assignment (participant);

-- AUTOINCREMENT: a sequence never comes again, not even after rows were deleted.
CREATE TABLE event (
  sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
  workshop    TEXT NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
  participant TEXT REFERENCES participant (id) ON DELETE CASCADE,
  happened    INTEGER NOT NULL,
  kind        TEXT NOT NULL,
  workspace   TEXT NOT NULL,
  lab         TEXT NOT NULL,
  step        INTEGER NOT NULL,
  detail      TEXT NOT NULL
);

CREATE INDEX event_by_workshop ON event (workshop, sequence);

-- Further browsers of a learner; the first one is the learner's own row.
CREATE TABLE learner_browser (
  secret_hash TEXT PRIMARY KEY,
  learner     TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  added       INTEGER NOT NULL
);
