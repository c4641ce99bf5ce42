-- A redaction is the only act that rewrites the past. Its row opens the history of one record within the batch of its
-- commit.
CREATE TABLE redactions (
  commit_seq INTEGER PRIMARY KEY,
  row_key INTEGER NOT NULL,
  -- What changes for the record's readers, as JSON Pointers.
  changed TEXT NOT NULL CHECK (json_valid(changed)),
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  -- Whether the files that contained it are deleted, too.
  files_deleted INTEGER NOT NULL CHECK (files_deleted IN (0, 1))
) STRICT;

CREATE INDEX redactions_unfinished ON redactions (commit_seq) WHERE files_deleted = 0;

-- A redaction belongs to the newest commit, which wrote the next version of its record.
CREATE TRIGGER redactions_insert BEFORE INSERT ON redactions
WHEN NEW.commit_seq IS NOT (SELECT seq FROM commits WHERE seq = (SELECT max(seq) FROM commits) AND kind = 'redact')
  OR NOT EXISTS (SELECT 1 FROM incidents WHERE row_key = NEW.row_key AND commit_seq = NEW.commit_seq)
  OR EXISTS (SELECT 1 FROM redactions WHERE commit_seq = NEW.commit_seq)
BEGIN SELECT RAISE(ABORT, 'sitrep:redaction_immutable'); END;

-- A redaction is closed, then its files are deleted; nothing else changes.
CREATE TRIGGER redactions_immutable BEFORE UPDATE ON redactions
WHEN NEW.commit_seq <> OLD.commit_seq OR NEW.row_key <> OLD.row_key OR NEW.changed <> OLD.changed
  OR NEW.open > OLD.open OR NEW.files_deleted < OLD.files_deleted
BEGIN SELECT RAISE(ABORT, 'sitrep:redaction_immutable'); END;

CREATE TRIGGER redactions_no_delete BEFORE DELETE ON redactions
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- Redacted versions of a record, staged page by page and promoted by one commit. Those of a killed redaction are swept
-- by the age of its id.
CREATE TABLE redacted_versions (
  redaction TEXT NOT NULL,
  revision INTEGER NOT NULL,
  redacted TEXT NOT NULL,
  csv_row TEXT, facets TEXT, public_json TEXT, full_json TEXT, warnings TEXT, search_words TEXT,
  dataset TEXT, reference TEXT, event_type TEXT, event_subtype TEXT, conflict_type TEXT, outcome TEXT,
  date_start TEXT, date_end TEXT, date_precision TEXT, country TEXT, admin1 TEXT,
  latitude REAL, longitude REAL, geo_precision TEXT, deaths_best INTEGER, series TEXT
) STRICT;

CREATE INDEX redacted_versions_by_redaction ON redacted_versions (redaction, revision);
