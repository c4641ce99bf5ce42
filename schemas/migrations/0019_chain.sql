-- The chain of digests: src/record/chain.ts defines it, docs/decisions/0010-chain-of-digests.md says why. A commit has a
-- digest of everything that it wrote, and one of what the public sees of that, NULL if it sees nothing. Both are NULL for
-- commits written by a version without the chain. seal is the salt of the digest of its reason or of the description that
-- it wrote; a redaction of the reason replaces it by '=' and that digest. dataset is the one that it describes.
ALTER TABLE commits ADD COLUMN seal TEXT;
ALTER TABLE commits ADD COLUMN dataset TEXT;
ALTER TABLE commits ADD COLUMN public_content TEXT;
ALTER TABLE commits ADD COLUMN content TEXT;

-- The salts of the digests of a version: of what the public sees of it and, after a colon, of its full document if that
-- differs. A redaction, and a schema that changes the document, replaces a salt by '=' and the digest.
ALTER TABLE incident_body ADD COLUMN seal TEXT;
ALTER TABLE incident_history ADD COLUMN seal TEXT;
ALTER TABLE redacted_versions ADD COLUMN seal TEXT;

-- The digests of both chains at some commits, so that those of later commits need not begin at the first one. The public
-- chain is that of public_seq, the last commit up to seq that changed what the public sees.
CREATE TABLE chain_checkpoints (
  seq INTEGER PRIMARY KEY REFERENCES commits (seq),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  public_seq INTEGER NOT NULL,
  public_digest TEXT NOT NULL CHECK (length(public_digest) = 64)
) STRICT;

CREATE TRIGGER chain_checkpoints_insert BEFORE INSERT ON chain_checkpoints
WHEN EXISTS (SELECT 1 FROM chain_checkpoints WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'sitrep:checkpoint_immutable'); END;

CREATE TRIGGER chain_checkpoints_immutable BEFORE UPDATE ON chain_checkpoints
BEGIN SELECT RAISE(ABORT, 'sitrep:checkpoint_immutable'); END;

CREATE TRIGGER chain_checkpoints_no_delete BEFORE DELETE ON chain_checkpoints
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- A commit never changes, except its reason and the salt of its digest during the redaction of a record that it wrote.
DROP TRIGGER commits_immutable;
CREATE TRIGGER commits_immutable BEFORE UPDATE ON commits
WHEN NEW.seq <> OLD.seq OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR NEW.kind <> OLD.kind OR NEW.rows <> OLD.rows
  OR NEW.public_seq <> OLD.public_seq OR NEW.published <> OLD.published OR NEW.reason IS NULL
  OR NEW.dataset IS NOT OLD.dataset OR NEW.public_content IS NOT OLD.public_content OR NEW.content IS NOT OLD.content
  OR NEW.seal IS NOT OLD.seal AND (NEW.seal IS NULL OR NEW.seal NOT GLOB '=*')
  OR NOT EXISTS (
    SELECT 1 FROM redactions AS r JOIN incident_history AS h ON h.row_key = r.row_key AND h.commit_seq = OLD.seq
    WHERE r.commit_seq = (SELECT max(seq) FROM commits) AND r.open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:commit_immutable'); END;

-- The version before enters history with its salts.
DROP TRIGGER incidents_save_previous;
CREATE TRIGGER incidents_save_previous AFTER UPDATE ON incidents
WHEN NEW.revision <> OLD.revision
BEGIN
  INSERT INTO incident_history (
    row_key, id, revision, commit_seq, superseded_by, created_at, updated_at, filer, status, dataset, reference,
    event_type, event_subtype, conflict_type, outcome, date_start, date_end, date_precision,
    country, admin1, latitude, longitude, geo_precision, deaths_best, series, facets,
    public_json, full_json, warnings, search_words, csv_row, schema_version, seal
  )
  SELECT
    OLD.row_key, OLD.id, OLD.revision, OLD.commit_seq, NEW.commit_seq, OLD.created_at, OLD.updated_at, OLD.filer,
    OLD.status, OLD.dataset, OLD.reference, OLD.event_type, OLD.event_subtype, OLD.conflict_type, OLD.outcome,
    OLD.date_start, OLD.date_end, OLD.date_precision, OLD.country, OLD.admin1, OLD.latitude, OLD.longitude,
    OLD.geo_precision, OLD.deaths_best, OLD.series, OLD.facets, public_json, full_json, warnings, search_words, csv_row,
    schema_version, seal
  FROM incident_body WHERE row_key = OLD.row_key;
  INSERT INTO changes (commit_seq, row_key, revision)
  SELECT NEW.commit_seq, NEW.row_key, NEW.revision WHERE 'published' IN (OLD.status, NEW.status);
END;
