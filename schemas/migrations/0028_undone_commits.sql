-- The numbers of the commits that an undo takes back, as a JSON array; NULL for commits of other kinds and for undos
-- before this column. The next import with the row of a record that the undo of an import retracted or rejected restores it.
ALTER TABLE commits ADD COLUMN undoes TEXT CHECK (undoes IS NULL OR (kind = 'undo' AND json_array_length(undoes) > 0));

-- A commit never changes, except its reason and the salt of its digest during the redaction of a record that it wrote.
DROP TRIGGER commits_immutable;
CREATE TRIGGER commits_immutable BEFORE UPDATE ON commits
WHEN NEW.seq <> OLD.seq OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR NEW.kind <> OLD.kind OR NEW.rows <> OLD.rows
  OR NEW.public_seq <> OLD.public_seq OR NEW.published <> OLD.published OR NEW.reason IS NULL
  OR NEW.dataset IS NOT OLD.dataset OR NEW.public_content IS NOT OLD.public_content OR NEW.content IS NOT OLD.content
  OR NEW.undoes IS NOT OLD.undoes
  OR NEW.seal IS NOT OLD.seal AND (NEW.seal IS NULL OR NEW.seal NOT GLOB '=*')
  OR NOT EXISTS (
    SELECT 1 FROM redactions AS r JOIN incident_history AS h ON h.row_key = r.row_key AND h.commit_seq = OLD.seq
    WHERE r.commit_seq = (SELECT max(seq) FROM commits) AND r.open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:commit_immutable'); END;

-- What owns the staged versions of acts other than imports; maintenance deletes those of interrupted acts.
CREATE INDEX imports_staging ON imports (id) WHERE profile = 'staging';
