-- Who an instructor is at a provider of OpenID Connect. Never matched by name or address of mail.
CREATE TABLE instructor_identity (
  issuer     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  instructor TEXT NOT NULL UNIQUE REFERENCES instructor (id) ON DELETE CASCADE,
  PRIMARY KEY (issuer, subject)
);

-- Learners who signed in at a provider. They need not have started anything yet.
CREATE TABLE signed_in_learner (
  learner   TEXT PRIMARY KEY,
  signed_in INTEGER NOT NULL
);
