-- By which schema each version's CSV row, search words, filter columns and facets were derived: rowVersion in
-- src/record/schema-version.ts. The default is that of all versions written before this column. The column is in the
-- table of the CSV row, so that deriving a row again writes two rows: the body and its entry in the index.
ALTER TABLE incident_body ADD COLUMN schema_version TEXT NOT NULL DEFAULT 'e60728-6317cf';
ALTER TABLE incident_history ADD COLUMN schema_version TEXT NOT NULL DEFAULT 'e60728-6317cf';
CREATE INDEX incident_body_schema ON incident_body (schema_version);
CREATE INDEX incident_history_schema ON incident_history (schema_version);
ALTER TABLE redacted_versions ADD COLUMN schema_version TEXT;

-- The version before enters history with the schema that it was derived by.
DROP TRIGGER incidents_save_previous;
CREATE TRIGGER incidents_save_previous AFTER UPDATE ON incidents
WHEN NEW.revision <> OLD.revision
BEGIN
  INSERT INTO incident_history (
    row_key, id, revision, commit_seq, superseded_by, created_at, updated_at, filer, status, dataset, reference,
    event_type, event_subtype, conflict_type, outcome, date_start, date_end, date_precision,
    country, admin1, latitude, longitude, geo_precision, deaths_best, series, facets,
    public_json, full_json, warnings, search_words, csv_row, schema_version
  )
  SELECT
    OLD.row_key, OLD.id, OLD.revision, OLD.commit_seq, NEW.commit_seq, OLD.created_at, OLD.updated_at, OLD.filer,
    OLD.status, OLD.dataset, OLD.reference, OLD.event_type, OLD.event_subtype, OLD.conflict_type, OLD.outcome,
    OLD.date_start, OLD.date_end, OLD.date_precision, OLD.country, OLD.admin1, OLD.latitude, OLD.longitude,
    OLD.geo_precision, OLD.deaths_best, OLD.series, OLD.facets, public_json, full_json, warnings, search_words, csv_row,
    schema_version
  FROM incident_body WHERE row_key = OLD.row_key;
  INSERT INTO changes (commit_seq, row_key, revision)
  SELECT NEW.commit_seq, NEW.row_key, NEW.revision WHERE 'published' IN (OLD.status, NEW.status);
END;

-- Without a new revision a body changes only when it is derived by another schema.
DROP TRIGGER incident_body_next_revision;
CREATE TRIGGER incident_body_next_revision BEFORE UPDATE ON incident_body
BEGIN
  SELECT RAISE(ABORT, 'sitrep:identity_changed') WHERE NEW.row_key <> OLD.row_key;
  SELECT RAISE(ABORT, 'sitrep:incomplete_version')
  WHERE NOT EXISTS (SELECT 1 FROM incidents WHERE row_key = NEW.row_key AND revision = NEW.revision);
  SELECT RAISE(ABORT, 'sitrep:stale_revision')
  WHERE NEW.revision = OLD.revision AND NEW.schema_version = OLD.schema_version;
END;

-- History never changes, except during the redaction of its record, and when it is derived by another schema.
DROP TRIGGER incident_history_immutable;
CREATE TRIGGER incident_history_immutable BEFORE UPDATE ON incident_history
WHEN NEW.row_key <> OLD.row_key OR NEW.id <> OLD.id OR NEW.revision <> OLD.revision OR NEW.commit_seq <> OLD.commit_seq
  OR NEW.superseded_by <> OLD.superseded_by OR NEW.filer <> OLD.filer OR NEW.status <> OLD.status
  OR NEW.created_at <> OLD.created_at OR NEW.updated_at <> OLD.updated_at
  OR (NEW.schema_version = OLD.schema_version OR NEW.redacted IS NOT OLD.redacted
    OR NEW.dataset <> OLD.dataset OR NEW.reference IS NOT OLD.reference)
  AND (NEW.redacted IS NULL OR NOT EXISTS (
    SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND row_key = OLD.row_key AND open = 1
  ))
BEGIN SELECT RAISE(ABORT, 'sitrep:history_immutable'); END;
