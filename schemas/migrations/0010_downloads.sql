-- Each file that somebody downloaded with a token. seq is the newest commit at that time, and ordinal numbers the
-- downloads after that commit, so downloads and commits have one order.
CREATE TABLE reads (
  seq INTEGER NOT NULL REFERENCES commits (seq),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  -- The pinned address, which gives the same file again.
  address TEXT NOT NULL,
  -- The commit that the file shows, and its number of records.
  commit_seq INTEGER NOT NULL,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  PRIMARY KEY (seq, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER reads_insert BEFORE INSERT ON reads
WHEN EXISTS (SELECT 1 FROM reads WHERE seq = NEW.seq AND ordinal = NEW.ordinal)
BEGIN SELECT RAISE(ABORT, 'sitrep:read_immutable'); END;

-- A download never changes, except its address during a redaction: it may contain the redacted text.
CREATE TRIGGER reads_immutable BEFORE UPDATE ON reads
WHEN NEW.seq <> OLD.seq OR NEW.ordinal <> OLD.ordinal OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor
  OR NEW.commit_seq <> OLD.commit_seq OR NEW.rows <> OLD.rows
  OR NOT EXISTS (SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND open = 1)
BEGIN SELECT RAISE(ABORT, 'sitrep:read_immutable'); END;

CREATE TRIGGER reads_no_delete BEFORE DELETE ON reads
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
