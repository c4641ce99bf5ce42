-- Where a merged record leads: to the survivor that took it in. Of a record that was restored and merged again the
-- newest row counts; of one that is not merged now, none.
CREATE TABLE merges (
  commit_seq INTEGER PRIMARY KEY,
  n INTEGER NOT NULL,
  survivor INTEGER NOT NULL CHECK (survivor <> n)
) STRICT;

CREATE INDEX merges_of ON merges (n);
CREATE INDEX merges_into ON merges (survivor);

-- A merge is the newest commit, of two records that stand. What the public sees leads to what the public sees.
CREATE TRIGGER merges_new BEFORE INSERT ON merges
WHEN NEW.commit_seq IS NOT (SELECT seq FROM commits WHERE seq = (SELECT max(seq) FROM commits) AND kind = 'merge')
  OR EXISTS (SELECT 1 FROM merges WHERE commit_seq = NEW.commit_seq)
  OR NOT EXISTS (
    SELECT 1 FROM incidents AS m JOIN incidents AS s ON s.n = NEW.survivor
    WHERE m.n = NEW.n AND (s.status = 'published' OR s.status = 'submitted' AND m.status = 'submitted')
      AND m.status IN ('submitted', 'published')
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:merge_fixed'); END;

CREATE TRIGGER merges_stay BEFORE UPDATE ON merges
BEGIN SELECT RAISE(ABORT, 'sitrep:merge_fixed'); END;

CREATE TRIGGER merges_kept BEFORE DELETE ON merges
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- A merged record leads somewhere.
CREATE TRIGGER incidents_merged_new BEFORE INSERT ON incidents
WHEN NEW.status = 'merged'
BEGIN SELECT RAISE(ABORT, 'sitrep:merged_nowhere'); END;

CREATE TRIGGER incidents_merged BEFORE UPDATE OF status ON incidents
WHEN NEW.status = 'merged' AND OLD.status <> 'merged'
  AND NOT EXISTS (SELECT 1 FROM merges WHERE commit_seq = NEW.commit_seq AND n = NEW.n)
BEGIN SELECT RAISE(ABORT, 'sitrep:merged_nowhere'); END;

-- Pairs of records that an editor said are not the same event. They are no commits: nothing of them is public. A pair
-- that is taken back keeps its row, and can be said again.
CREATE TABLE distinct_pairs (
  k INTEGER PRIMARY KEY,
  a INTEGER NOT NULL REFERENCES incidents (n),
  b INTEGER NOT NULL REFERENCES incidents (n) CHECK (b > a),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  ended_at TEXT CHECK (ended_at >= at),
  ended_by TEXT CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
  end_reason TEXT CHECK ((end_reason IS NULL) = (ended_at IS NULL))
) STRICT;

CREATE INDEX distinct_pairs_standing ON distinct_pairs (a, b) WHERE ended_at IS NULL;
CREATE INDEX distinct_pairs_other ON distinct_pairs (b, a) WHERE ended_at IS NULL;

-- A pair is said once at a time, and stands when it is said.
CREATE TRIGGER distinct_pairs_new BEFORE INSERT ON distinct_pairs
WHEN NEW.ended_at IS NOT NULL OR EXISTS (SELECT 1 FROM distinct_pairs WHERE k = NEW.k)
  OR EXISTS (SELECT 1 FROM distinct_pairs WHERE a = NEW.a AND b = NEW.b AND ended_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'sitrep:pair_taken'); END;

-- It is taken back once. Its reasons change only where one of the two is redacted.
CREATE TRIGGER distinct_pairs_stay BEFORE UPDATE ON distinct_pairs
WHEN NEW.k <> OLD.k OR NEW.a <> OLD.a OR NEW.b <> OLD.b OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor
  OR OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NOT OLD.ended_at OR NEW.ended_by IS NOT OLD.ended_by)
  OR (NEW.reason <> OLD.reason OR OLD.end_reason IS NOT NULL AND NEW.end_reason IS NOT OLD.end_reason) AND NOT EXISTS (
    SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND n IN (OLD.a, OLD.b) AND open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:pair_fixed'); END;

CREATE TRIGGER distinct_pairs_kept BEFORE DELETE ON distinct_pairs
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
