-- Pairs of records that an editor marked as distinct events. They are not commits: nothing of them is public. A revoked
-- mark keeps its row, and the pair can be marked again.
CREATE TABLE distinct_pairs (
  k INTEGER PRIMARY KEY,
  a INTEGER NOT NULL REFERENCES incidents (row_key),
  b INTEGER NOT NULL REFERENCES incidents (row_key) CHECK (b > a),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  ended_at TEXT CHECK (ended_at >= at),
  ended_by TEXT CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
  end_reason TEXT CHECK ((end_reason IS NULL) = (ended_at IS NULL))
) STRICT;

CREATE INDEX distinct_pairs_active ON distinct_pairs (a, b) WHERE ended_at IS NULL;
CREATE INDEX distinct_pairs_active_reverse ON distinct_pairs (b, a) WHERE ended_at IS NULL;

-- A pair has one active mark at a time, and a new mark is active.
CREATE TRIGGER distinct_pairs_insert BEFORE INSERT ON distinct_pairs
WHEN NEW.ended_at IS NOT NULL OR EXISTS (SELECT 1 FROM distinct_pairs WHERE k = NEW.k)
  OR EXISTS (SELECT 1 FROM distinct_pairs WHERE a = NEW.a AND b = NEW.b AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'sitrep:pair_taken'); END;

-- A mark is revoked once. Its reasons change only during the redaction of one of the two records.
CREATE TRIGGER distinct_pairs_immutable BEFORE UPDATE ON distinct_pairs
WHEN NEW.k <> OLD.k OR NEW.a <> OLD.a OR NEW.b <> OLD.b OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor
  OR OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NOT OLD.ended_at OR NEW.ended_by IS NOT OLD.ended_by)
  OR (NEW.reason <> OLD.reason OR OLD.end_reason IS NOT NULL AND NEW.end_reason IS NOT OLD.end_reason) AND NOT EXISTS (
    SELECT 1 FROM redactions
    WHERE commit_seq = (SELECT max(seq) FROM commits) AND row_key IN (OLD.a, OLD.b) AND open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:pair_immutable'); END;

CREATE TRIGGER distinct_pairs_no_delete BEFORE DELETE ON distinct_pairs
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
