-- The links of the current versions, by the name that a link uses: an id, or a reference in the dataset. Finds the
-- records that link to a record.
CREATE TABLE incident_links (
  dataset TEXT NOT NULL,
  named TEXT NOT NULL,
  n INTEGER NOT NULL REFERENCES incidents (n),
  PRIMARY KEY (dataset, named, n)
) STRICT, WITHOUT ROWID;
