-- The number of published records of a dataset from a commit on: one row for each commit that changed it.
CREATE TABLE dataset_published (
  dataset TEXT NOT NULL,
  commit_seq INTEGER NOT NULL,
  published INTEGER NOT NULL CHECK (published >= 0),
  PRIMARY KEY (dataset, commit_seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER incidents_count_insert AFTER INSERT ON incidents
WHEN NEW.status = 'published'
BEGIN
  INSERT INTO dataset_published (dataset, commit_seq, published)
  VALUES (NEW.dataset, NEW.commit_seq, 1 + coalesce(
    (SELECT published FROM dataset_published WHERE dataset = NEW.dataset ORDER BY commit_seq DESC LIMIT 1), 0
  ))
  ON CONFLICT DO UPDATE SET published = published + 1;
END;

CREATE TRIGGER incidents_count_update AFTER UPDATE OF status, dataset ON incidents
WHEN iif(OLD.status = 'published', OLD.dataset, '') <> iif(NEW.status = 'published', NEW.dataset, '')
BEGIN
  INSERT INTO dataset_published (dataset, commit_seq, published)
  SELECT OLD.dataset, NEW.commit_seq, published - 1 FROM dataset_published
  WHERE OLD.status = 'published' AND dataset = OLD.dataset ORDER BY commit_seq DESC LIMIT 1
  ON CONFLICT DO UPDATE SET published = published - 1;
  INSERT INTO dataset_published (dataset, commit_seq, published)
  SELECT NEW.dataset, NEW.commit_seq, 1 + coalesce(
    (SELECT published FROM dataset_published WHERE dataset = NEW.dataset ORDER BY commit_seq DESC LIMIT 1), 0
  ) WHERE NEW.status = 'published'
  ON CONFLICT DO UPDATE SET published = published + 1;
END;
