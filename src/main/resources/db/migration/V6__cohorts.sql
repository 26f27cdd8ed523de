-- Seats held for a cohort, a time of its own, and time that stands still.
ALTER TABLE workspace ADD COLUMN cohort TEXT;
-- Instead of the usual time of a workspace.
ALTER TABLE workspace ADD COLUMN time_millis INTEGER;
-- How long the time stood still in all, without the pause that goes on.
ALTER TABLE workspace ADD COLUMN paused_millis INTEGER NOT NULL DEFAULT 0;
ALTER TABLE workspace ADD COLUMN paused_since INTEGER;
