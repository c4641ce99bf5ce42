-- The links of the current versions, by the name that a link uses: an id, or a reference in the dataset. Finds the
-- records that link to a record.
CREATE TABLE incident_links (
  dataset TEXT NOT NULL,
  named TEXT NOT NULL,
  row_key INTEGER NOT NULL REFERENCES incidents (row_key),
  PRIMARY KEY (dataset, named, row_key)
) STRICT, WITHOUT ROWID;
