-- The number of reports without a token that await review, in one row, so that a limit reads no other.
CREATE TABLE waiting_reports (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  waiting INTEGER NOT NULL CHECK (waiting >= 0)
) STRICT;

INSERT INTO waiting_reports (id, waiting)
SELECT 1, count(*) FROM incidents WHERE status = 'submitted' AND filer = 'public';

CREATE TRIGGER waiting_reports_insert AFTER INSERT ON incidents
WHEN NEW.status = 'submitted' AND NEW.filer = 'public'
BEGIN UPDATE waiting_reports SET waiting = waiting + 1; END;

CREATE TRIGGER waiting_reports_update AFTER UPDATE OF status ON incidents
WHEN NEW.filer = 'public' AND (OLD.status = 'submitted') <> (NEW.status = 'submitted')
BEGIN UPDATE waiting_reports SET waiting = waiting + iif(NEW.status = 'submitted', 1, -1); END;

-- The digest of a sender is deleted after its day, and nothing else changes then.
DROP TRIGGER suggestions_same_sender;
CREATE TRIGGER suggestions_same_sender BEFORE UPDATE ON suggestions
WHEN NEW.sender IS NOT OLD.sender AND (
  NEW.sender IS NOT NULL OR NEW.status <> OLD.status OR NEW.decided_at IS NOT OLD.decided_at
  OR NEW.decided_by IS NOT OLD.decided_by OR NEW.decision_reason IS NOT OLD.decision_reason
)
BEGIN SELECT RAISE(ABORT, 'sitrep:identity_changed'); END;

DROP TRIGGER suggestions_decide_once;
CREATE TRIGGER suggestions_decide_once BEFORE UPDATE ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'sitrep:suggestion_decided')
  WHERE NEW.sender IS OLD.sender AND (OLD.status <> 'waiting' OR NEW.status = 'waiting');
  SELECT RAISE(ABORT, 'sitrep:identity_changed')
  WHERE NEW.row_key <> OLD.row_key OR NEW.id <> OLD.id OR NEW.incident <> OLD.incident OR NEW.revision <> OLD.revision
    OR NEW.actor <> OLD.actor OR NEW.at <> OLD.at OR NEW.reason <> OLD.reason OR NEW.patch <> OLD.patch;
END;
