-- The changes that the public saw, in order: versions that are published, or that replaced a published one.
CREATE TABLE changes (
  commit_seq INTEGER NOT NULL,
  row_key INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (commit_seq, row_key)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER incidents_save_change AFTER INSERT ON incidents
WHEN NEW.status = 'published'
BEGIN INSERT INTO changes (commit_seq, row_key, revision) VALUES (NEW.commit_seq, NEW.row_key, NEW.revision); END;

-- A change is written in the commit of its version, and once.
CREATE TRIGGER changes_insert BEFORE INSERT ON changes
WHEN EXISTS (SELECT 1 FROM changes WHERE commit_seq = NEW.commit_seq AND row_key = NEW.row_key)
  OR NOT EXISTS (
    SELECT 1 FROM incidents WHERE row_key = NEW.row_key AND revision = NEW.revision AND commit_seq = NEW.commit_seq
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:history_immutable'); END;

CREATE TRIGGER changes_immutable BEFORE UPDATE ON changes
BEGIN SELECT RAISE(ABORT, 'sitrep:history_immutable'); END;

CREATE TRIGGER changes_no_delete BEFORE DELETE ON changes
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
