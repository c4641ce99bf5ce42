-- The collection efforts that records belong to.
CREATE TABLE datasets (
  slug TEXT PRIMARY KEY CHECK (slug <> ''),
  title TEXT,
  description TEXT,
  licence TEXT,
  attribution TEXT,
  publishable INTEGER NOT NULL DEFAULT 1 CHECK (publishable IN (0, 1))
) STRICT, WITHOUT ROWID;

INSERT INTO datasets (slug, title, description)
VALUES ('reports', 'Reports', 'What people submit one by one.');

-- INSERT OR REPLACE and UPDATE OR REPLACE do not fire a trigger on DELETE.
CREATE TRIGGER datasets_insert BEFORE INSERT ON datasets
WHEN EXISTS (SELECT 1 FROM datasets WHERE slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'sitrep:dataset_taken'); END;

CREATE TRIGGER datasets_same_slug BEFORE UPDATE ON datasets
WHEN NEW.slug <> OLD.slug
BEGIN SELECT RAISE(ABORT, 'sitrep:identity_changed'); END;

CREATE TRIGGER datasets_no_delete BEFORE DELETE ON datasets
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- Reads the records of the dataset up to the first published one.
CREATE TRIGGER datasets_publishable BEFORE UPDATE OF publishable ON datasets
WHEN NEW.publishable = 0 AND OLD.publishable = 1
  AND EXISTS (SELECT 1 FROM incidents WHERE dataset = OLD.slug AND status = 'published')
BEGIN SELECT RAISE(ABORT, 'sitrep:has_published_records'); END;

-- Earlier descriptions of a dataset, and the commit that replaced each: a pinned file shows the same one for ever.
CREATE TABLE dataset_history (
  slug TEXT NOT NULL REFERENCES datasets (slug),
  superseded_by INTEGER NOT NULL,
  title TEXT,
  description TEXT,
  licence TEXT,
  attribution TEXT,
  PRIMARY KEY (slug, superseded_by)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER datasets_history AFTER UPDATE OF title, description, licence, attribution ON datasets
WHEN NEW.title IS NOT OLD.title OR NEW.description IS NOT OLD.description
  OR NEW.licence IS NOT OLD.licence OR NEW.attribution IS NOT OLD.attribution
BEGIN
  SELECT RAISE(ABORT, 'sitrep:not_newest_commit')
  WHERE (SELECT kind FROM commits ORDER BY seq DESC LIMIT 1) <> 'describe';
  INSERT INTO dataset_history (slug, superseded_by, title, description, licence, attribution)
  SELECT OLD.slug, max(seq), OLD.title, OLD.description, OLD.licence, OLD.attribution FROM commits;
END;

-- A description enters history only when it is replaced, and once.
CREATE TRIGGER dataset_history_insert BEFORE INSERT ON dataset_history
WHEN NEW.superseded_by <> (SELECT max(seq) FROM commits)
  OR EXISTS (SELECT 1 FROM dataset_history WHERE slug = NEW.slug AND superseded_by = NEW.superseded_by)
BEGIN SELECT RAISE(ABORT, 'sitrep:history_immutable'); END;

CREATE TRIGGER dataset_history_immutable BEFORE UPDATE ON dataset_history
BEGIN SELECT RAISE(ABORT, 'sitrep:history_immutable'); END;

CREATE TRIGGER dataset_history_no_delete BEFORE DELETE ON dataset_history
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
