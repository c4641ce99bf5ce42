-- The clock: each change to the records is one commit, and a commit's number is a point in time of the whole database.
CREATE TABLE commits (
  seq INTEGER PRIMARY KEY CHECK (seq >= 0),
  at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T*Z'),
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT,
  -- The number of records that it wrote.
  rows INTEGER NOT NULL CHECK (rows >= 0),
  -- The last commit up to this one that changed what the public sees, and the number of published records then.
  public_seq INTEGER NOT NULL,
  published INTEGER NOT NULL CHECK (published >= 0)
) STRICT;

INSERT INTO commits (seq, at, actor, kind, rows, public_seq, published)
VALUES (0, '1970-01-01T00:00:00.000Z', 'sitrep', 'begin', 0, 0, 0);

CREATE TRIGGER commits_order BEFORE INSERT ON commits
WHEN NEW.seq <> (SELECT max(seq) + 1 FROM commits) OR NEW.at < (SELECT at FROM commits ORDER BY seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'sitrep:commit_order'); END;

-- A commit never changes, except its reason during the redaction of a record that it wrote.
CREATE TRIGGER commits_immutable BEFORE UPDATE ON commits
WHEN NEW.seq <> OLD.seq OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor OR NEW.kind <> OLD.kind OR NEW.rows <> OLD.rows
  OR NEW.public_seq <> OLD.public_seq OR NEW.published <> OLD.published OR NEW.reason IS NULL
  OR NOT EXISTS (
    SELECT 1 FROM redactions AS r JOIN incident_history AS h ON h.row_key = r.row_key AND h.commit_seq = OLD.seq
    WHERE r.commit_seq = (SELECT max(seq) FROM commits) AND r.open = 1
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:commit_immutable'); END;

CREATE TRIGGER commits_no_delete BEFORE DELETE ON commits
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
