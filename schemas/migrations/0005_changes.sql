-- The changes that the public saw, in order: versions that are published, or that replaced a published one.
CREATE TABLE changes (
  commit_seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (commit_seq, n)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER incidents_added AFTER INSERT ON incidents
WHEN NEW.status = 'published'
BEGIN INSERT INTO changes (commit_seq, n, revision) VALUES (NEW.commit_seq, NEW.n, NEW.revision); END;

-- A change is written in the commit of its version, and once.
CREATE TRIGGER changes_new BEFORE INSERT ON changes
WHEN EXISTS (SELECT 1 FROM changes WHERE commit_seq = NEW.commit_seq AND n = NEW.n)
  OR NOT EXISTS (
    SELECT 1 FROM incidents WHERE n = NEW.n AND revision = NEW.revision AND commit_seq = NEW.commit_seq
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:history_fixed'); END;

CREATE TRIGGER changes_stay BEFORE UPDATE ON changes
BEGIN SELECT RAISE(ABORT, 'sitrep:history_fixed'); END;

CREATE TRIGGER changes_kept BEFORE DELETE ON changes
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
