-- Mappings by name: how the columns of other people's files become fields of a record. They are not commits: no record
-- and no public file contains them, and each import keeps the mapping that it used.
CREATE TABLE mappings (
  dataset TEXT NOT NULL REFERENCES datasets (slug),
  name TEXT NOT NULL CHECK (name <> ''),
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  -- When and by whom it was last replaced.
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (dataset, name)
) STRICT, WITHOUT ROWID;
