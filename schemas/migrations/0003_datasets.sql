-- What may not be published is refused here, whichever way it comes: no published record is of a dataset that may
-- not be published. Each published version looks its dataset up by key, one row.
CREATE TRIGGER incidents_publishable_new BEFORE INSERT ON incidents
WHEN NEW.status = 'published' AND EXISTS (SELECT 1 FROM datasets WHERE slug = NEW.dataset AND publishable = 0)
BEGIN SELECT RAISE(ABORT, 'sitrep:not_publishable'); END;

CREATE TRIGGER incidents_publishable BEFORE UPDATE OF status, dataset ON incidents
WHEN NEW.status = 'published' AND EXISTS (SELECT 1 FROM datasets WHERE slug = NEW.dataset AND publishable = 0)
BEGIN SELECT RAISE(ABORT, 'sitrep:not_publishable'); END;

-- It looks through the records of the dataset up to the first that is published.
CREATE TRIGGER datasets_publishable BEFORE UPDATE OF publishable ON datasets
WHEN NEW.publishable = 0 AND OLD.publishable = 1
  AND EXISTS (SELECT 1 FROM incidents WHERE dataset = OLD.slug AND status = 'published')
BEGIN SELECT RAISE(ABORT, 'sitrep:published_there'); END;

-- What was said of a dataset before, and the commit that replaced it: a file that tells it says the same for ever.
CREATE TABLE dataset_history (
  slug TEXT NOT NULL REFERENCES datasets (slug),
  superseded_by INTEGER NOT NULL,
  title TEXT,
  description TEXT,
  licence TEXT,
  attribution TEXT,
  PRIMARY KEY (slug, superseded_by)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER datasets_described AFTER UPDATE OF title, description, licence, attribution ON datasets
WHEN NEW.title IS NOT OLD.title OR NEW.description IS NOT OLD.description
  OR NEW.licence IS NOT OLD.licence OR NEW.attribution IS NOT OLD.attribution
BEGIN
  SELECT RAISE(ABORT, 'sitrep:not_newest_commit')
  WHERE (SELECT kind FROM commits ORDER BY seq DESC LIMIT 1) <> 'describe';
  INSERT INTO dataset_history (slug, superseded_by, title, description, licence, attribution)
  SELECT OLD.slug, max(seq), OLD.title, OLD.description, OLD.licence, OLD.attribution FROM commits;
END;

-- A description enters history by its replacement alone; whoever comes later finds it there already.
CREATE TRIGGER dataset_history_new BEFORE INSERT ON dataset_history
WHEN NEW.superseded_by <> (SELECT max(seq) FROM commits)
  OR EXISTS (SELECT 1 FROM dataset_history WHERE slug = NEW.slug AND superseded_by = NEW.superseded_by)
BEGIN SELECT RAISE(ABORT, 'sitrep:history_fixed'); END;

CREATE TRIGGER dataset_history_stay BEFORE UPDATE ON dataset_history
BEGIN SELECT RAISE(ABORT, 'sitrep:history_fixed'); END;

CREATE TRIGGER dataset_history_kept BEFORE DELETE ON dataset_history
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
