-- Suggested corrections of published records. They are not commits: nothing of them is public. row_key and id are made
-- like those of records, so that both are in one queue.
CREATE TABLE suggestions (
  row_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 36),
  incident INTEGER NOT NULL REFERENCES incidents (row_key),
  -- The revision that the author saw.
  revision INTEGER NOT NULL CHECK (revision >= 1),
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  -- A JSON Merge Patch (RFC 7396) of that revision.
  patch TEXT NOT NULL CHECK (json_valid(patch)),
  -- The number of warnings that the record would have.
  warnings INTEGER NOT NULL CHECK (warnings >= 0),
  status TEXT NOT NULL CHECK (status IN ('waiting', 'accepted', 'declined')),
  decided_at TEXT CHECK ((status = 'waiting') = (decided_at IS NULL)),
  decided_by TEXT,
  decision_reason TEXT,
  -- A digest of the day and of the public sender's network with a secret that is not stored here.
  sender TEXT
) STRICT;

CREATE INDEX suggestions_waiting ON suggestions (row_key) WHERE status = 'waiting';
CREATE INDEX suggestions_by_incident ON suggestions (incident) WHERE status = 'waiting';
CREATE INDEX suggestions_by_actor ON suggestions (actor) WHERE status = 'waiting';
CREATE INDEX suggestions_declined ON suggestions (decided_at) WHERE status = 'declined';
CREATE INDEX suggestions_by_sender ON suggestions (sender) WHERE sender IS NOT NULL;

-- At most 20 wait for one record, and 1,000 from the public in all.
CREATE TRIGGER suggestions_insert BEFORE INSERT ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'sitrep:id_taken') WHERE EXISTS (SELECT 1 FROM suggestions WHERE row_key = NEW.row_key);
  SELECT RAISE(ABORT, 'sitrep:suggestion_decided') WHERE NEW.status <> 'waiting';
  SELECT RAISE(ABORT, 'sitrep:record_full')
  WHERE (SELECT count(*) FROM suggestions WHERE incident = NEW.incident AND status = 'waiting') >= 20;
  SELECT RAISE(ABORT, 'sitrep:public_full')
  WHERE NEW.actor = 'public'
    AND (SELECT count(*) FROM suggestions WHERE actor = 'public' AND status = 'waiting') >= 1000;
END;

-- At most 20 come from one network in a day.
CREATE TRIGGER suggestions_sender_limit BEFORE INSERT ON suggestions
WHEN NEW.sender IS NOT NULL AND (SELECT count(*) FROM suggestions WHERE sender = NEW.sender) >= 20
BEGIN SELECT RAISE(ABORT, 'sitrep:network_full'); END;

-- A suggestion is decided once, and its content never changes.
CREATE TRIGGER suggestions_decide_once BEFORE UPDATE ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'sitrep:suggestion_decided') WHERE OLD.status <> 'waiting' OR NEW.status = 'waiting';
  SELECT RAISE(ABORT, 'sitrep:identity_changed')
  WHERE NEW.row_key <> OLD.row_key OR NEW.id <> OLD.id OR NEW.incident <> OLD.incident OR NEW.revision <> OLD.revision
    OR NEW.actor <> OLD.actor OR NEW.at <> OLD.at OR NEW.reason <> OLD.reason OR NEW.patch <> OLD.patch;
END;

CREATE TRIGGER suggestions_same_sender BEFORE UPDATE ON suggestions
WHEN NEW.sender IS NOT OLD.sender
BEGIN SELECT RAISE(ABORT, 'sitrep:identity_changed'); END;

-- Declined suggestions are deleted later; a redaction deletes all suggestions for its record.
CREATE TRIGGER suggestions_no_delete BEFORE DELETE ON suggestions
WHEN OLD.status <> 'declined'
  AND NOT EXISTS (
    SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND row_key = OLD.incident AND open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
