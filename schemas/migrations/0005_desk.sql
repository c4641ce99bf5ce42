-- What waits for review, oldest first: only these records are in the index, so that a look at the queue reads what it
-- shows.
CREATE INDEX incidents_waiting ON incidents (n) WHERE status = 'submitted';

-- Corrections that somebody suggests of a published record. They are no commits: nothing of them is public. n and id are
-- made as those of records are, so that both stand in one queue.
CREATE TABLE suggestions (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 36),
  incident INTEGER NOT NULL REFERENCES incidents (n),
  -- The revision that its author saw.
  revision INTEGER NOT NULL CHECK (revision >= 1),
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  -- A JSON Merge Patch (RFC 7396) of that revision.
  patch TEXT NOT NULL CHECK (json_valid(patch)),
  -- How many warnings the record would have.
  warnings INTEGER NOT NULL CHECK (warnings >= 0),
  status TEXT NOT NULL CHECK (status IN ('waiting', 'accepted', 'declined')),
  decided_at TEXT CHECK ((status = 'waiting') = (decided_at IS NULL)),
  decided_by TEXT,
  decision_reason TEXT
) STRICT;

CREATE INDEX suggestions_waiting ON suggestions (n) WHERE status = 'waiting';
CREATE INDEX suggestions_of ON suggestions (incident) WHERE status = 'waiting';
CREATE INDEX suggestions_by ON suggestions (actor) WHERE status = 'waiting';
CREATE INDEX suggestions_declined ON suggestions (decided_at) WHERE status = 'declined';

-- What can pile up: 20 for one record, 1,000 by the public in all.
CREATE TRIGGER suggestions_new BEFORE INSERT ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'sitrep:id_taken') WHERE EXISTS (SELECT 1 FROM suggestions WHERE n = NEW.n);
  SELECT RAISE(ABORT, 'sitrep:suggestion_decided') WHERE NEW.status <> 'waiting';
  SELECT RAISE(ABORT, 'sitrep:record_full')
  WHERE (SELECT count(*) FROM suggestions WHERE incident = NEW.incident AND status = 'waiting') >= 20;
  SELECT RAISE(ABORT, 'sitrep:public_full')
  WHERE NEW.actor = 'public'
    AND (SELECT count(*) FROM suggestions WHERE actor = 'public' AND status = 'waiting') >= 1000;
END;

-- It is decided once, and what was suggested stays as it was.
CREATE TRIGGER suggestions_decided BEFORE UPDATE ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'sitrep:suggestion_decided') WHERE OLD.status <> 'waiting' OR NEW.status = 'waiting';
  SELECT RAISE(ABORT, 'sitrep:identity_changed')
  WHERE NEW.n <> OLD.n OR NEW.id <> OLD.id OR NEW.incident <> OLD.incident OR NEW.revision <> OLD.revision
    OR NEW.actor <> OLD.actor OR NEW.at <> OLD.at OR NEW.reason <> OLD.reason OR NEW.patch <> OLD.patch;
END;

CREATE TRIGGER suggestions_kept BEFORE DELETE ON suggestions
WHEN OLD.status <> 'declined'
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
