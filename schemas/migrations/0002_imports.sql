-- Each file that was sent, what was asked of it, and what came of it. The file itself is in R2 under the id.
CREATE TABLE imports (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  dataset TEXT,
  profile TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('all', 'valid')),
  dry_run INTEGER NOT NULL CHECK (dry_run IN (0, 1)),
  content_type TEXT NOT NULL,
  -- The mapping that a user stated, as JSON.
  mapping TEXT CHECK (mapping IS NULL OR json_valid(mapping)),
  -- Set when the file has been read to its end.
  bytes INTEGER,
  digest TEXT,
  -- The answer but for its errors, as JSON.
  report TEXT CHECK (report IS NULL OR json_valid(report))
) STRICT, WITHOUT ROWID;

-- Versions on their way into the record: a chunk holds some hundreds, as JSON arrays in the order of the columns
-- that take them. Bodies of new records are not in it: they are in their table already. Staging is outside the clock;
-- one commit takes chunks over and deletes them.
CREATE TABLE import_chunks (
  import TEXT NOT NULL REFERENCES imports (id),
  chunk INTEGER NOT NULL,
  -- A version that links to what has not arrived yet waits for the end of its file, when its warnings are settled.
  waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),
  narrow TEXT NOT NULL,
  bodies TEXT NOT NULL,
  -- [dataset, named, n] of links that go and that come.
  links_gone TEXT NOT NULL,
  links_come TEXT NOT NULL,
  -- [dataset, digest, nth, n] of rows without a reference.
  made TEXT NOT NULL,
  PRIMARY KEY (import, chunk)
) STRICT, WITHOUT ROWID;

-- Which record each row without a reference made, by a digest of what the row stated, so that the same file sent
-- again makes no doubles. Of equal rows each has its number: two imports of one file at a time cannot both make it.
CREATE TABLE import_rows (
  dataset TEXT NOT NULL,
  digest TEXT NOT NULL,
  nth INTEGER NOT NULL,
  n INTEGER NOT NULL REFERENCES incidents (n),
  PRIMARY KEY (dataset, digest, nth)
) STRICT, WITHOUT ROWID;
