-- Each version that was replaced, and the commit that replaced it.
CREATE TABLE incident_history (
  row_key INTEGER NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  commit_seq INTEGER NOT NULL,
  superseded_by INTEGER NOT NULL CHECK (superseded_by > commit_seq),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  filer TEXT NOT NULL,
  status TEXT NOT NULL,
  dataset TEXT NOT NULL,
  reference TEXT,
  event_type TEXT NOT NULL,
  event_subtype TEXT,
  conflict_type TEXT,
  outcome TEXT,
  date_start TEXT NOT NULL,
  date_end TEXT NOT NULL,
  date_precision TEXT NOT NULL,
  country TEXT NOT NULL,
  admin1 TEXT,
  latitude REAL,
  longitude REAL,
  geo_precision TEXT,
  deaths_best INTEGER,
  series TEXT,
  facets TEXT NOT NULL,
  public_json TEXT NOT NULL,
  full_json TEXT,
  warnings TEXT NOT NULL,
  search_words TEXT NOT NULL,
  csv_row TEXT NOT NULL,
  -- What a redaction removed: 'private' if only what the public does not see, else 'record'.
  redacted TEXT,
  PRIMARY KEY (row_key, revision)
) STRICT;

CREATE INDEX incident_history_superseded ON incident_history (superseded_by);
CREATE INDEX incident_history_redacted ON incident_history (superseded_by) WHERE redacted IS NOT NULL;

-- The version before enters history. The change is recorded here too, if the public saw one of the two.
CREATE TRIGGER incidents_save_previous AFTER UPDATE ON incidents
WHEN NEW.revision <> OLD.revision
BEGIN
  INSERT INTO incident_history (
    row_key, id, revision, commit_seq, superseded_by, created_at, updated_at, filer, status, dataset, reference,
    event_type, event_subtype, conflict_type, outcome, date_start, date_end, date_precision,
    country, admin1, latitude, longitude, geo_precision, deaths_best, series, facets,
    public_json, full_json, warnings, search_words, csv_row
  )
  SELECT
    OLD.row_key, OLD.id, OLD.revision, OLD.commit_seq, NEW.commit_seq, OLD.created_at, OLD.updated_at, OLD.filer,
    OLD.status, OLD.dataset, OLD.reference, OLD.event_type, OLD.event_subtype, OLD.conflict_type, OLD.outcome,
    OLD.date_start, OLD.date_end, OLD.date_precision, OLD.country, OLD.admin1, OLD.latitude, OLD.longitude,
    OLD.geo_precision, OLD.deaths_best, OLD.series, OLD.facets, public_json, full_json, warnings, search_words, csv_row
  FROM incident_body WHERE row_key = OLD.row_key;
  INSERT INTO changes (commit_seq, row_key, revision)
  SELECT NEW.commit_seq, NEW.row_key, NEW.revision WHERE 'published' IN (OLD.status, NEW.status);
END;

-- A version enters history when the next one replaces it, and once.
CREATE TRIGGER incident_history_insert BEFORE INSERT ON incident_history
BEGIN
  SELECT RAISE(ABORT, 'sitrep:history_immutable')
  WHERE EXISTS (SELECT 1 FROM incident_history WHERE row_key = NEW.row_key AND revision = NEW.revision)
    OR NOT EXISTS (
      SELECT 1 FROM incidents
      WHERE row_key = NEW.row_key AND revision = NEW.revision + 1 AND commit_seq = NEW.superseded_by
    );
END;

-- History never changes, except during the redaction of its record.
CREATE TRIGGER incident_history_immutable BEFORE UPDATE ON incident_history
WHEN NEW.row_key <> OLD.row_key OR NEW.id <> OLD.id OR NEW.revision <> OLD.revision OR NEW.commit_seq <> OLD.commit_seq
  OR NEW.superseded_by <> OLD.superseded_by OR NEW.filer <> OLD.filer OR NEW.status <> OLD.status
  OR NEW.created_at <> OLD.created_at OR NEW.updated_at <> OLD.updated_at OR NEW.redacted IS NULL
  OR NOT EXISTS (
    SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND row_key = OLD.row_key AND open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:history_immutable'); END;

CREATE TRIGGER incident_history_no_delete BEFORE DELETE ON incident_history
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
