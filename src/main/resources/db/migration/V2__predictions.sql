CREATE TABLE prediction (
  workspace TEXT NOT NULL REFERENCES workspace (id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  guess     TEXT NOT NULL,
  measured  TEXT NOT NULL,
  guessed   INTEGER NOT NULL,
  PRIMARY KEY (workspace, name)
);
