-- What must be gone is redacted: the one act that rewrites the past. A row here opens the history of one record for
-- the batch of its commit.
CREATE TABLE redactions (
  commit_seq INTEGER PRIMARY KEY,
  n INTEGER NOT NULL,
  -- What of the record differs to its readers, as JSON Pointers.
  changed TEXT NOT NULL CHECK (json_valid(changed)),
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  -- Whether the files that held it are gone, too.
  files_gone INTEGER NOT NULL CHECK (files_gone IN (0, 1))
) STRICT;

CREATE INDEX redactions_unfinished ON redactions (commit_seq) WHERE files_gone = 0;

-- A redaction is the newest commit, and of a record that the commit has given its next version.
CREATE TRIGGER redactions_new BEFORE INSERT ON redactions
WHEN NEW.commit_seq IS NOT (SELECT seq FROM commits WHERE seq = (SELECT max(seq) FROM commits) AND kind = 'redact')
  OR NOT EXISTS (SELECT 1 FROM incidents WHERE n = NEW.n AND commit_seq = NEW.commit_seq)
  OR EXISTS (SELECT 1 FROM redactions WHERE commit_seq = NEW.commit_seq)
BEGIN SELECT RAISE(ABORT, 'sitrep:redaction_fixed'); END;

-- It is closed, and the files are gone: nothing else happens to it.
CREATE TRIGGER redactions_stay BEFORE UPDATE ON redactions
WHEN NEW.commit_seq <> OLD.commit_seq OR NEW.n <> OLD.n OR NEW.changed <> OLD.changed
  OR NEW.open > OLD.open OR NEW.files_gone < OLD.files_gone
BEGIN SELECT RAISE(ABORT, 'sitrep:redaction_fixed'); END;

CREATE TRIGGER redactions_kept BEFORE DELETE ON redactions
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- What a redaction took from an old version: 'notes' alone, or of the 'record' that its readers have.
ALTER TABLE incident_history ADD COLUMN redacted TEXT;
CREATE INDEX incident_history_redacted ON incident_history (superseded_by) WHERE redacted IS NOT NULL;

DROP TRIGGER incident_history_stay;
CREATE TRIGGER incident_history_stay BEFORE UPDATE ON incident_history
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR NEW.revision <> OLD.revision OR NEW.commit_seq <> OLD.commit_seq
  OR NEW.superseded_by <> OLD.superseded_by OR NEW.filer <> OLD.filer OR NEW.status <> OLD.status
  OR NEW.created_at <> OLD.created_at OR NEW.updated_at <> OLD.updated_at OR NEW.redacted IS NULL
  OR NOT EXISTS (
    SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND n = OLD.n AND open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:history_fixed'); END;

-- The reason of a commit of the record can hold what must be gone.
DROP TRIGGER commits_stay;
CREATE TRIGGER commits_stay BEFORE UPDATE ON commits
WHEN NEW.seq <> OLD.seq OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR NEW.kind <> OLD.kind OR NEW.rows <> OLD.rows
  OR NEW.public_seq <> OLD.public_seq OR NEW.published <> OLD.published OR NEW.reason IS NULL
  OR NOT EXISTS (
    SELECT 1 FROM redactions AS r JOIN incident_history AS h ON h.n = r.n AND h.commit_seq = OLD.seq
    WHERE r.commit_seq = (SELECT max(seq) FROM commits) AND r.open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:commit_fixed'); END;

-- What is suggested of a record can hold it, too.
DROP TRIGGER suggestions_kept;
CREATE TRIGGER suggestions_kept BEFORE DELETE ON suggestions
WHEN OLD.status <> 'declined'
  AND NOT EXISTS (
    SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND n = OLD.incident AND open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- The commit of the redaction that took the file away.
ALTER TABLE imports ADD COLUMN redacted_by INTEGER;
