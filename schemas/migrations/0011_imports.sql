-- Each file that was sent, its options, and its report. The file itself is in R2 under the id.
CREATE TABLE imports (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  dataset TEXT,
  profile TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('all', 'valid')),
  dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  content_type TEXT NOT NULL,
  -- The mapping that the user gave, as JSON.
  mapping TEXT CHECK (mapping IS NULL OR json_valid(mapping)),
  -- Set at the end of the file.
  bytes INTEGER,
  digest TEXT,
  -- The response without its errors, as JSON. A possible duplicate has its row, its id and its score, and no text.
  report TEXT CHECK (report IS NULL OR json_valid(report)),
  -- The commit of the redaction that deleted the file.
  redacted_by INTEGER
) STRICT, WITHOUT ROWID;

-- Staged versions: a chunk holds some hundreds, as JSON arrays in the order of their columns. The bodies of new records
-- are in their table already. Staging is outside the clock; one commit promotes the chunks and deletes them.
CREATE TABLE import_chunks (
  import TEXT NOT NULL REFERENCES imports (id),
  chunk INTEGER NOT NULL,
  -- A version with a link to a later row waits for the end of the file, when its warnings are known.
  is_deferred INTEGER NOT NULL CHECK (is_deferred IN (0, 1)),
  incident_rows TEXT NOT NULL,
  body_rows TEXT NOT NULL,
  -- [dataset, named, row_key] of removed and of added links.
  removed_links TEXT NOT NULL,
  added_links TEXT NOT NULL,
  -- [dataset, digest, nth, row_key] of rows without a reference.
  row_matches TEXT NOT NULL,
  PRIMARY KEY (import, chunk)
) STRICT, WITHOUT ROWID;

-- The record of each row without a reference, by a digest of the row, so that the same file sent again creates no
-- record twice. Equal rows are numbered: of two concurrent imports of one file only one can create a record.
CREATE TABLE import_rows (
  dataset TEXT NOT NULL,
  digest TEXT NOT NULL,
  nth INTEGER NOT NULL,
  row_key INTEGER NOT NULL REFERENCES incidents (row_key),
  PRIMARY KEY (dataset, digest, nth)
) STRICT, WITHOUT ROWID;
