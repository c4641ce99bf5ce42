-- The current version of each record: the columns of the filters, and its times. row_key is made of the first 60 bits
-- of the id that vary, so the order of row_key is the order of ids.
CREATE TABLE incidents (
  row_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 36)
    CHECK (replace(substr(id, 1, 18), '-', '') = format('%012x7%03x', row_key / 4096 + 1577836800000, row_key % 4096)),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  commit_seq INTEGER NOT NULL REFERENCES commits (seq),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL CHECK (updated_at >= created_at),
  filer TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('submitted', 'published', 'rejected', 'retracted', 'merged')),
  dataset TEXT NOT NULL REFERENCES datasets (slug),
  reference TEXT,
  event_type TEXT NOT NULL,
  event_subtype TEXT,
  conflict_type TEXT,
  outcome TEXT,
  date_start TEXT NOT NULL,
  date_end TEXT NOT NULL CHECK (date_end >= date_start),
  date_precision TEXT NOT NULL,
  country TEXT NOT NULL,
  admin1 TEXT,
  latitude REAL,
  longitude REAL,
  geo_precision TEXT,
  deaths_best INTEGER,
  series TEXT,
  -- One for each actor, weapon, type of target, source, claimant and tag, folded: "^^actor=…^^^^tag=…^^".
  facets TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX incidents_reference ON incidents (dataset, reference);
-- Finds possible duplicates: the events of one day by their latitude, however many the country has.
CREATE INDEX incidents_country ON incidents (country, date_start, latitude, longitude, geo_precision);

CREATE INDEX incidents_date ON incidents (date_start, date_end, date_precision);
CREATE INDEX incidents_vague_date ON incidents (date_end, date_start) WHERE date_precision IN ('year', 'longer');
CREATE INDEX incidents_point ON incidents (latitude, longitude) WHERE latitude IS NOT NULL;

-- The review queue, oldest first: the index has only these records, so the queue reads no more rows than it shows.
CREATE INDEX incidents_waiting ON incidents (row_key) WHERE status = 'submitted';

-- The rest of the current version, in a table of its own because wide rows make every scan slower. Texts are encoded by
-- src/text/storage-encoding.ts, in which a quote is U+007F. public_json is the record as the public sees it, as JSON
-- without its first brace; full_json is the complete record as JSON, NULL if the public sees all of it; csv_row is the
-- finished CSV row without the two times at its end. public_json, csv_row, search_words, facets and the columns of the
-- filters hold only what the public sees. A body is written before its incident: one without an incident belongs to an
-- import that is still running, and nobody sees it. The checks on public_json and warnings look at the last byte only:
-- parsing them again takes a quarter of the time of a write, and SQLite counts all characters to find the last one.
CREATE TABLE incident_body (
  row_key INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  public_json TEXT NOT NULL CHECK (substr(CAST(public_json AS BLOB), -1) = x'7d'),
  full_json TEXT CHECK (full_json IS NULL OR json_valid(replace(full_json, char(127), '"'))),
  warnings TEXT NOT NULL CHECK (substr(CAST(warnings AS BLOB), -1) = x'5d'),
  search_words TEXT NOT NULL,
  csv_row TEXT NOT NULL
) STRICT;

-- A new record belongs to the newest commit and replaces nothing: INSERT OR REPLACE does not fire a trigger on DELETE.
CREATE TRIGGER incidents_insert BEFORE INSERT ON incidents
BEGIN
  SELECT RAISE(ABORT, 'sitrep:id_taken') WHERE EXISTS (SELECT 1 FROM incidents WHERE row_key = NEW.row_key);
  SELECT RAISE(ABORT, 'sitrep:reference_taken')
  WHERE EXISTS (SELECT 1 FROM incidents WHERE dataset = NEW.dataset AND reference = NEW.reference);
  SELECT RAISE(ABORT, 'sitrep:not_first_revision') WHERE NEW.revision <> 1;
  SELECT RAISE(ABORT, 'sitrep:not_newest_commit') WHERE NEW.commit_seq <> (SELECT max(seq) FROM commits);
  SELECT RAISE(ABORT, 'sitrep:incomplete_version')
  WHERE NOT EXISTS (SELECT 1 FROM incident_body WHERE row_key = NEW.row_key);
END;

-- No record of an unpublishable dataset is published, whatever writes it. Each published version reads one row more.
CREATE TRIGGER incidents_publishable_insert BEFORE INSERT ON incidents
WHEN NEW.status = 'published' AND EXISTS (SELECT 1 FROM datasets WHERE slug = NEW.dataset AND publishable = 0)
BEGIN SELECT RAISE(ABORT, 'sitrep:not_publishable'); END;

-- A merged record has a survivor.
CREATE TRIGGER incidents_merged_insert BEFORE INSERT ON incidents
WHEN NEW.status = 'merged'
BEGIN SELECT RAISE(ABORT, 'sitrep:merge_without_survivor'); END;

CREATE TRIGGER incidents_same_identity BEFORE UPDATE ON incidents
WHEN NEW.row_key <> OLD.row_key OR NEW.id <> OLD.id OR NEW.filer <> OLD.filer OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'sitrep:identity_changed'); END;

CREATE TRIGGER incidents_reference_unique BEFORE UPDATE OF dataset, reference ON incidents
WHEN EXISTS (
  SELECT 1 FROM incidents WHERE dataset = NEW.dataset AND reference = NEW.reference AND row_key <> OLD.row_key
)
BEGIN SELECT RAISE(ABORT, 'sitrep:reference_taken'); END;

-- Without a new revision only derived columns may change.
CREATE TRIGGER incidents_same_revision BEFORE UPDATE ON incidents
WHEN NEW.revision = OLD.revision AND (
  NEW.commit_seq <> OLD.commit_seq OR NEW.updated_at <> OLD.updated_at OR NEW.status <> OLD.status
  OR NEW.dataset <> OLD.dataset OR NEW.reference IS NOT OLD.reference
)
BEGIN SELECT RAISE(ABORT, 'sitrep:stale_revision'); END;

CREATE TRIGGER incidents_next_revision BEFORE UPDATE ON incidents
WHEN NEW.revision <> OLD.revision
BEGIN
  SELECT RAISE(ABORT, 'sitrep:stale_revision') WHERE NEW.revision <> OLD.revision + 1;
  SELECT RAISE(ABORT, 'sitrep:not_newest_commit') WHERE NEW.commit_seq <> (SELECT max(seq) FROM commits);
  SELECT RAISE(ABORT, 'sitrep:incomplete_version')
  WHERE NOT EXISTS (SELECT 1 FROM incident_body WHERE row_key = OLD.row_key AND revision = OLD.revision);
END;

CREATE TRIGGER incidents_publishable_update BEFORE UPDATE OF status, dataset ON incidents
WHEN NEW.status = 'published' AND EXISTS (SELECT 1 FROM datasets WHERE slug = NEW.dataset AND publishable = 0)
BEGIN SELECT RAISE(ABORT, 'sitrep:not_publishable'); END;

CREATE TRIGGER incidents_merged_update BEFORE UPDATE OF status ON incidents
WHEN NEW.status = 'merged' AND OLD.status <> 'merged'
  AND NOT EXISTS (SELECT 1 FROM merges WHERE commit_seq = NEW.commit_seq AND row_key = NEW.row_key)
BEGIN SELECT RAISE(ABORT, 'sitrep:merge_without_survivor'); END;

CREATE TRIGGER incidents_no_delete BEFORE DELETE ON incidents
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

CREATE TRIGGER incident_body_insert BEFORE INSERT ON incident_body
BEGIN
  SELECT RAISE(ABORT, 'sitrep:id_taken') WHERE EXISTS (SELECT 1 FROM incident_body WHERE row_key = NEW.row_key);
  SELECT RAISE(ABORT, 'sitrep:not_first_revision') WHERE NEW.revision <> 1;
END;

CREATE TRIGGER incident_body_next_revision BEFORE UPDATE ON incident_body
BEGIN
  SELECT RAISE(ABORT, 'sitrep:identity_changed') WHERE NEW.row_key <> OLD.row_key;
  SELECT RAISE(ABORT, 'sitrep:incomplete_version')
  WHERE NOT EXISTS (SELECT 1 FROM incidents WHERE row_key = NEW.row_key AND revision = NEW.revision);
  SELECT RAISE(ABORT, 'sitrep:stale_revision')
  WHERE NEW.revision = OLD.revision AND (NEW.public_json <> OLD.public_json OR NEW.full_json IS NOT OLD.full_json);
END;

-- An interrupted import may leave bodies without an incident, which may be deleted.
CREATE TRIGGER incident_body_no_delete BEFORE DELETE ON incident_body
WHEN EXISTS (SELECT 1 FROM incidents WHERE row_key = OLD.row_key)
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
