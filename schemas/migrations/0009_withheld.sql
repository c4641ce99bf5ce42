-- The public is not shown all of a record: not its notes, nor what is withheld of its places. doc is what the public is
-- shown, and line, words, facets and all that is filtered on are made of that; whole is the whole record as JSON, with
-- its first brace, where it says more.
DROP TRIGGER incident_body_revised;
DROP TRIGGER incident_history_stay;

UPDATE incident_body SET notes =
  '{' || substr(doc, 1, length(doc) - 1) || ',' || char(127) || 'notes' || char(127) || ':' || notes || '}'
WHERE notes IS NOT NULL;
UPDATE incident_history SET notes =
  '{' || substr(doc, 1, length(doc) - 1) || ',' || char(127) || 'notes' || char(127) || ':' || notes || '}'
WHERE notes IS NOT NULL;
-- What a redaction took from an old version: only what is 'private', or of the 'record' that its readers have.
UPDATE incident_history SET redacted = 'private' WHERE redacted = 'notes';

ALTER TABLE incident_body RENAME COLUMN notes TO whole;
ALTER TABLE incident_history RENAME COLUMN notes TO whole;

CREATE TRIGGER incident_body_revised BEFORE UPDATE ON incident_body
BEGIN
  SELECT RAISE(ABORT, 'sitrep:identity_changed') WHERE NEW.n <> OLD.n;
  SELECT RAISE(ABORT, 'sitrep:torn_version')
  WHERE NOT EXISTS (SELECT 1 FROM incidents WHERE n = NEW.n AND revision = NEW.revision);
  SELECT RAISE(ABORT, 'sitrep:stale_revision')
  WHERE NEW.revision = OLD.revision AND (NEW.doc <> OLD.doc OR NEW.whole IS NOT OLD.whole);
END;

CREATE TRIGGER incident_history_stay BEFORE UPDATE ON incident_history
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR NEW.revision <> OLD.revision OR NEW.commit_seq <> OLD.commit_seq
  OR NEW.superseded_by <> OLD.superseded_by OR NEW.filer <> OLD.filer OR NEW.status <> OLD.status
  OR NEW.created_at <> OLD.created_at OR NEW.updated_at <> OLD.updated_at OR NEW.redacted IS NULL
  OR NOT EXISTS (
    SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND n = OLD.n AND open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:history_fixed'); END;

-- The address of a file that was taken can hold a text that must be gone.
DROP TRIGGER reads_stay;
CREATE TRIGGER reads_stay BEFORE UPDATE ON reads
WHEN NEW.seq <> OLD.seq OR NEW.n <> OLD.n OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor
  OR NEW.commit_seq <> OLD.commit_seq OR NEW.rows <> OLD.rows
  OR NOT EXISTS (SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND open = 1)
BEGIN SELECT RAISE(ABORT, 'sitrep:read_fixed'); END;
