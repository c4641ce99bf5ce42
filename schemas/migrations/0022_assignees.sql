-- Who has an entry of the queue in hand, and until when. Nothing is locked, and nothing of it is public. Keys are those of
-- records and of suggested corrections.
CREATE TABLE assignees (
  row_key INTEGER PRIMARY KEY,
  actor TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT NOT NULL CHECK (until > since)
) STRICT;

-- A decision ends it, whatever makes the decision.
CREATE TRIGGER assignees_report_decided AFTER UPDATE OF status ON incidents
WHEN OLD.status = 'submitted' AND NEW.status <> 'submitted'
BEGIN DELETE FROM assignees WHERE row_key = NEW.row_key; END;

CREATE TRIGGER assignees_suggestion_decided AFTER UPDATE OF status ON suggestions
WHEN OLD.status = 'waiting' AND NEW.status <> 'waiting'
BEGIN DELETE FROM assignees WHERE row_key = NEW.row_key; END;
