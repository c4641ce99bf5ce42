-- What is said of a record beside it: comments of editors, questions to its filer, the filer's answers, and approvals of
-- a revision that a second editor has to publish. They are not commits: nothing of them is public. row_key and id are made
-- like those of records, so that they are in the order of their times.
CREATE TABLE remarks (
  row_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 36),
  incident INTEGER NOT NULL REFERENCES incidents (row_key),
  kind TEXT NOT NULL CHECK (kind IN ('comment', 'question', 'answer', 'approval')),
  -- The question that an answer is about.
  question INTEGER REFERENCES remarks (row_key) CHECK ((question IS NOT NULL) = (kind = 'answer')),
  -- The revision of the record at that time.
  revision INTEGER NOT NULL CHECK (revision >= 1),
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  -- Of an approval the reason for publishing, if one is stated.
  text TEXT NOT NULL CHECK (text <> '' OR kind = 'approval')
) STRICT;

CREATE INDEX remarks_by_incident ON remarks (incident, kind, question);

-- A record has at most 200 comments and 20 questions, a question at most 10 answers, and a revision one approval.
CREATE TRIGGER remarks_insert BEFORE INSERT ON remarks
BEGIN
  SELECT RAISE(ABORT, 'sitrep:id_taken') WHERE EXISTS (SELECT 1 FROM remarks WHERE row_key = NEW.row_key);
  SELECT RAISE(ABORT, 'sitrep:approval_taken')
  WHERE NEW.kind = 'approval' AND EXISTS (
    SELECT 1 FROM remarks WHERE incident = NEW.incident AND kind = 'approval' AND revision = NEW.revision
  );
  SELECT RAISE(ABORT, 'sitrep:record_full')
  WHERE NEW.kind <> 'approval' AND (
    SELECT count(*) FROM remarks WHERE incident = NEW.incident AND kind = NEW.kind AND question IS NEW.question
  ) >= CASE NEW.kind WHEN 'comment' THEN 200 WHEN 'question' THEN 20 ELSE 10 END;
END;

-- A remark never changes, except that a redaction of its record erases texts.
CREATE TRIGGER remarks_immutable BEFORE UPDATE ON remarks
BEGIN
  SELECT RAISE(ABORT, 'sitrep:identity_changed')
  WHERE NEW.row_key <> OLD.row_key OR NEW.id <> OLD.id OR NEW.incident <> OLD.incident OR NEW.kind <> OLD.kind
    OR NEW.question IS NOT OLD.question OR NEW.revision <> OLD.revision OR NEW.actor <> OLD.actor OR NEW.at <> OLD.at;
  SELECT RAISE(ABORT, 'sitrep:history_immutable')
  WHERE NOT EXISTS (
    SELECT 1 FROM redactions WHERE commit_seq = (SELECT max(seq) FROM commits) AND row_key = OLD.incident AND open = 1
  );
END;

CREATE TRIGGER remarks_no_delete BEFORE DELETE ON remarks
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
