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
