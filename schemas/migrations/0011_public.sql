-- How many records of a dataset were published from a commit on: a row for each commit that changed it.
CREATE TABLE dataset_published (
  dataset TEXT NOT NULL,
  commit_seq INTEGER NOT NULL,
  published INTEGER NOT NULL CHECK (published >= 0),
  PRIMARY KEY (dataset, commit_seq)
) STRICT, WITHOUT ROWID;

INSERT INTO dataset_published (dataset, commit_seq, published)
SELECT dataset, commit_seq, sum(sum(more)) OVER (PARTITION BY dataset ORDER BY commit_seq) FROM (
  SELECT c.commit_seq, v.dataset, 1 AS more FROM changes AS c
  JOIN incidents AS v ON v.n = c.n AND v.revision = c.revision AND v.status = 'published'
  UNION ALL
  SELECT c.commit_seq, v.dataset, 1 FROM changes AS c
  JOIN incident_history AS v ON v.n = c.n AND v.revision = c.revision AND v.status = 'published'
  UNION ALL
  SELECT c.commit_seq, v.dataset, -1 FROM changes AS c
  JOIN incident_history AS v ON v.n = c.n AND v.revision = c.revision - 1 AND v.status = 'published'
) GROUP BY dataset, commit_seq HAVING sum(more) <> 0;

CREATE TRIGGER incidents_counted_new AFTER INSERT ON incidents
WHEN NEW.status = 'published'
BEGIN
  INSERT INTO dataset_published (dataset, commit_seq, published)
  VALUES (NEW.dataset, NEW.commit_seq, 1 + coalesce(
    (SELECT published FROM dataset_published WHERE dataset = NEW.dataset ORDER BY commit_seq DESC LIMIT 1), 0
  ))
  ON CONFLICT DO UPDATE SET published = published + 1;
END;

CREATE TRIGGER incidents_counted AFTER UPDATE OF status, dataset ON incidents
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

-- Who of the public suggested it, as a digest of the day and of the sender's network with a secret that is not kept here.
ALTER TABLE suggestions ADD COLUMN sender TEXT;
CREATE INDEX suggestions_from ON suggestions (sender) WHERE sender IS NOT NULL;

-- What can pile up: 20 for one record, 20 from one network in a day, 1,000 by the public in all.
CREATE TRIGGER suggestions_few BEFORE INSERT ON suggestions
WHEN NEW.sender IS NOT NULL AND (SELECT count(*) FROM suggestions WHERE sender = NEW.sender) >= 20
BEGIN SELECT RAISE(ABORT, 'sitrep:network_full'); END;

CREATE TRIGGER suggestions_same_sender BEFORE UPDATE ON suggestions
WHEN NEW.sender IS NOT OLD.sender
BEGIN SELECT RAISE(ABORT, 'sitrep:identity_changed'); END;
