-- Without a password hash, an instructor signs in elsewhere. name_key: the name as names are compared.
CREATE TABLE instructor (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  name_key      TEXT NOT NULL UNIQUE,
  password_hash TEXT,
  created       INTEGER NOT NULL
);

-- Works once, so a row is a link that nobody used. Without an inviter it is the first instructor's.
CREATE TABLE instructor_link (
  id         TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  inviter    TEXT REFERENCES instructor (id) ON DELETE CASCADE,
  created    INTEGER NOT NULL,
  expires    INTEGER NOT NULL
);

CREATE TABLE instructor_session (
  id         TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  instructor TEXT NOT NULL REFERENCES instructor (id) ON DELETE CASCADE,
  browser    TEXT NOT NULL,
  place      TEXT NOT NULL,
  created    INTEGER NOT NULL,
  used       INTEGER NOT NULL
);

CREATE INDEX instructor_session_by_instructor ON instructor_session (instructor);

-- Learners who knew the code of self-study. They need not have started anything yet.
CREATE TABLE self_study (
  learner  TEXT PRIMARY KEY,
  admitted INTEGER NOT NULL
);
