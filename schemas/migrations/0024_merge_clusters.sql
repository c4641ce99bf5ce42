-- One commit may merge several records into one survivor. The table has the same columns and rows as before.
DROP TRIGGER incidents_merged_update;
DROP TRIGGER merges_insert;
DROP TRIGGER merges_immutable;
DROP TRIGGER merges_no_delete;

ALTER TABLE merges RENAME TO former_merges;
CREATE TABLE merges (
  commit_seq INTEGER NOT NULL,
  row_key INTEGER NOT NULL,
  survivor INTEGER NOT NULL CHECK (survivor <> row_key),
  PRIMARY KEY (commit_seq, row_key)
) STRICT, WITHOUT ROWID;
INSERT INTO merges (commit_seq, row_key, survivor) SELECT commit_seq, row_key, survivor FROM former_merges;
DROP TABLE former_merges;

CREATE INDEX merges_by_record ON merges (row_key, commit_seq);
CREATE INDEX merges_by_survivor ON merges (survivor, commit_seq);

-- A merge belongs to the newest commit, whose merges have one survivor, and joins two active records. A published record
-- merges only into a published one.
CREATE TRIGGER merges_insert BEFORE INSERT ON merges
WHEN NEW.commit_seq IS NOT (SELECT seq FROM commits WHERE seq = (SELECT max(seq) FROM commits) AND kind = 'merge')
  OR EXISTS (
    SELECT 1 FROM merges WHERE commit_seq = NEW.commit_seq AND (row_key = NEW.row_key OR survivor <> NEW.survivor)
  )
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

-- A merged record has a survivor.
CREATE TRIGGER incidents_merged_update BEFORE UPDATE OF status ON incidents
WHEN NEW.status = 'merged' AND OLD.status <> 'merged'
  AND NOT EXISTS (SELECT 1 FROM merges WHERE commit_seq = NEW.commit_seq AND row_key = NEW.row_key)
BEGIN SELECT RAISE(ABORT, 'sitrep:merge_without_survivor'); END;
