-- The survivor of each merged record. The newest row counts if a record was restored and merged again; none counts
-- while the record is not merged.
CREATE TABLE merges (
  commit_seq INTEGER PRIMARY KEY,
  row_key INTEGER NOT NULL,
  survivor INTEGER NOT NULL CHECK (survivor <> row_key)
) STRICT;

CREATE INDEX merges_by_record ON merges (row_key);
CREATE INDEX merges_by_survivor ON merges (survivor);

-- A merge belongs to the newest commit and joins two active records. A published record merges only into a published
-- one.
CREATE TRIGGER merges_insert BEFORE INSERT ON merges
WHEN NEW.commit_seq IS NOT (SELECT seq FROM commits WHERE seq = (SELECT max(seq) FROM commits) AND kind = 'merge')
  OR EXISTS (SELECT 1 FROM merges WHERE commit_seq = NEW.commit_seq)
  OR NOT EXISTS (
    SELECT 1 FROM incidents AS m JOIN incidents AS s ON s.row_key = NEW.survivor
    WHERE m.row_key = NEW.row_key AND (s.status = 'published' OR s.status = 'submitted' AND m.status = 'submitted')
      AND m.status IN ('submitted', 'published')
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:merge_immutable'); END;

CREATE TRIGGER merges_immutable BEFORE UPDATE ON merges
BEGIN SELECT RAISE(ABORT, 'sitrep:merge_immutable'); END;

CREATE TRIGGER merges_no_delete BEFORE DELETE ON merges
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
