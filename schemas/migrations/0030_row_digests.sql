-- Digests of what no commit covers. Each act that writes a row writes the digest of the columns that it fills, in a JSON
-- object by the name of the act: src/store/row-digests.ts says which. NULL, and acts that are missing, mean that a version
-- without digests wrote the row.
ALTER TABLE datasets ADD COLUMN digests TEXT;
ALTER TABLE redactions ADD COLUMN digests TEXT;
ALTER TABLE tokens ADD COLUMN digests TEXT;
ALTER TABLE former_secrets ADD COLUMN digests TEXT;
ALTER TABLE reads ADD COLUMN digests TEXT;
ALTER TABLE imports ADD COLUMN digests TEXT;
ALTER TABLE suggestions ADD COLUMN digests TEXT;
ALTER TABLE distinct_pairs ADD COLUMN digests TEXT;
ALTER TABLE idempotency ADD COLUMN digests TEXT;
ALTER TABLE mappings ADD COLUMN digests TEXT;
ALTER TABLE assignees ADD COLUMN digests TEXT;
ALTER TABLE remarks ADD COLUMN digests TEXT;

-- That of the dataset that every database begins with.
UPDATE datasets SET digests = '{"publishable":"0dfe7cf76a4abb51005d9f10478970766140bed80b9ec80d3ec66bb9dec7639a"}'
WHERE slug = 'reports' AND publishable = 1;

-- The number of rows of each table whose rows no commit implies, so that one that is missing shows. The sums of the keys,
-- in two parts so that they do not overflow, tell which one it is. A text as key is not in them.
CREATE TABLE row_counts (
  name TEXT PRIMARY KEY,
  rows INTEGER NOT NULL,
  keys_high INTEGER NOT NULL,
  keys_low INTEGER NOT NULL,
  -- Until when (RFC 3339, UTC) a version without digests may have written to a store that is older than they are.
  unsealed_until TEXT
) STRICT, WITHOUT ROWID;

INSERT INTO row_counts (name, rows, keys_high, keys_low)
VALUES ('remarks', (SELECT count(*) FROM remarks), 0, 0),
  ('suggestions', (SELECT count(*) FROM suggestions), 0, 0),
  ('distinct_pairs', (SELECT count(*) FROM distinct_pairs), 0, 0),
  ('reads', (SELECT count(*) FROM reads), 0, 0),
  ('assignees', (SELECT count(*) FROM assignees), 0, 0),
  ('imports', (SELECT count(*) FROM imports), 0, 0),
  ('mappings', (SELECT count(*) FROM mappings), 0, 0),
  ('idempotency', (SELECT count(*) FROM idempotency), 0, 0);

UPDATE row_counts SET (keys_high, keys_low) = (
  SELECT coalesce(sum(row_key / 67108864), 0), coalesce(sum(row_key % 67108864), 0) FROM remarks
) WHERE name = 'remarks';
UPDATE row_counts SET (keys_high, keys_low) = (
  SELECT coalesce(sum(row_key / 67108864), 0), coalesce(sum(row_key % 67108864), 0) FROM suggestions
) WHERE name = 'suggestions';
UPDATE row_counts SET (keys_high, keys_low) = (
  SELECT coalesce(sum(k / 67108864), 0), coalesce(sum(k % 67108864), 0) FROM distinct_pairs
) WHERE name = 'distinct_pairs';
UPDATE row_counts SET (keys_high, keys_low) = (
  SELECT coalesce(sum((seq * 1048576 + ordinal) / 67108864), 0), coalesce(sum((seq * 1048576 + ordinal) % 67108864), 0) FROM reads
) WHERE name = 'reads';
UPDATE row_counts SET (keys_high, keys_low) = (
  SELECT coalesce(sum(row_key / 67108864), 0), coalesce(sum(row_key % 67108864), 0) FROM assignees
) WHERE name = 'assignees';

UPDATE row_counts SET unsealed_until = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '+1 day')
WHERE (SELECT max(seq) FROM commits) > 0;

CREATE TRIGGER remarks_count AFTER INSERT ON remarks
BEGIN
  UPDATE row_counts SET rows = rows + 1,
    keys_high = keys_high + NEW.row_key / 67108864, keys_low = keys_low + NEW.row_key % 67108864
  WHERE name = 'remarks';
END;

CREATE TRIGGER suggestions_count AFTER INSERT ON suggestions
BEGIN
  UPDATE row_counts SET rows = rows + 1,
    keys_high = keys_high + NEW.row_key / 67108864, keys_low = keys_low + NEW.row_key % 67108864
  WHERE name = 'suggestions';
END;

CREATE TRIGGER distinct_pairs_count AFTER INSERT ON distinct_pairs
BEGIN
  UPDATE row_counts SET rows = rows + 1,
    keys_high = keys_high + NEW.k / 67108864, keys_low = keys_low + NEW.k % 67108864
  WHERE name = 'distinct_pairs';
END;

CREATE TRIGGER reads_count AFTER INSERT ON reads
BEGIN
  UPDATE row_counts SET rows = rows + 1,
    keys_high = keys_high + (NEW.seq * 1048576 + NEW.ordinal) / 67108864,
    keys_low = keys_low + (NEW.seq * 1048576 + NEW.ordinal) % 67108864
  WHERE name = 'reads';
END;

CREATE TRIGGER assignees_count AFTER INSERT ON assignees
BEGIN
  UPDATE row_counts SET rows = rows + 1,
    keys_high = keys_high + NEW.row_key / 67108864, keys_low = keys_low + NEW.row_key % 67108864
  WHERE name = 'assignees';
END;

CREATE TRIGGER imports_count AFTER INSERT ON imports
BEGIN
  UPDATE row_counts SET rows = rows + 1
  WHERE name = 'imports';
END;

-- The owner of what an act stages ends with the act.
CREATE TRIGGER imports_uncount AFTER DELETE ON imports
WHEN OLD.profile = 'staging'
BEGIN
  UPDATE row_counts SET rows = rows - 1
  WHERE name = 'imports';
END;

CREATE TRIGGER mappings_count AFTER INSERT ON mappings
BEGIN
  UPDATE row_counts SET rows = rows + 1
  WHERE name = 'mappings';
END;

CREATE TRIGGER idempotency_count AFTER INSERT ON idempotency
BEGIN
  UPDATE row_counts SET rows = rows + 1
  WHERE name = 'idempotency';
END;

-- A row is deleted by the erasure of its digests, which is counted: a row that disappears otherwise is missing.
CREATE TRIGGER suggestions_erase AFTER UPDATE OF digests ON suggestions
WHEN NEW.digests IS NULL
BEGIN DELETE FROM suggestions WHERE row_key = NEW.row_key; END;

CREATE TRIGGER suggestions_uncount AFTER DELETE ON suggestions
WHEN OLD.digests IS NULL
BEGIN
  UPDATE row_counts SET rows = rows - 1,
    keys_high = keys_high - OLD.row_key / 67108864, keys_low = keys_low - OLD.row_key % 67108864
  WHERE name = 'suggestions';
END;

CREATE TRIGGER mappings_erase AFTER UPDATE OF digests ON mappings
WHEN NEW.digests IS NULL
BEGIN DELETE FROM mappings WHERE dataset = NEW.dataset AND name = NEW.name; END;

CREATE TRIGGER mappings_uncount AFTER DELETE ON mappings
WHEN OLD.digests IS NULL
BEGIN
  UPDATE row_counts SET rows = rows - 1
  WHERE name = 'mappings';
END;

CREATE TRIGGER assignees_erase AFTER UPDATE OF digests ON assignees
WHEN NEW.digests IS NULL
BEGIN DELETE FROM assignees WHERE row_key = NEW.row_key; END;

CREATE TRIGGER assignees_uncount AFTER DELETE ON assignees
WHEN OLD.digests IS NULL
BEGIN
  UPDATE row_counts SET rows = rows - 1,
    keys_high = keys_high - OLD.row_key / 67108864, keys_low = keys_low - OLD.row_key % 67108864
  WHERE name = 'assignees';
END;

DROP TRIGGER assignees_report_decided;
CREATE TRIGGER assignees_report_decided AFTER UPDATE OF status ON incidents
WHEN OLD.status = 'submitted' AND NEW.status <> 'submitted'
BEGIN UPDATE assignees SET digests = NULL WHERE row_key = NEW.row_key; END;

DROP TRIGGER assignees_suggestion_decided;
CREATE TRIGGER assignees_suggestion_decided AFTER UPDATE OF status ON suggestions
WHEN OLD.status = 'waiting' AND NEW.status <> 'waiting'
BEGIN UPDATE assignees SET digests = NULL WHERE row_key = NEW.row_key; END;

-- Erasing the digests of a suggestion, so that it is deleted, is no decision.
DROP TRIGGER suggestions_decide_once;
CREATE TRIGGER suggestions_decide_once BEFORE UPDATE ON suggestions
BEGIN
  SELECT RAISE(ABORT, 'sitrep:suggestion_decided')
  WHERE NEW.sender IS OLD.sender AND (OLD.status <> 'waiting' OR NEW.status = 'waiting') AND NOT (
    NEW.digests IS NULL AND NEW.status = OLD.status AND NEW.decided_at IS OLD.decided_at
    AND NEW.decided_by IS OLD.decided_by AND NEW.decision_reason IS OLD.decision_reason
  );
  SELECT RAISE(ABORT, 'sitrep:identity_changed')
  WHERE NEW.row_key <> OLD.row_key OR NEW.id <> OLD.id OR NEW.incident <> OLD.incident OR NEW.revision <> OLD.revision
    OR NEW.actor <> OLD.actor OR NEW.at <> OLD.at OR NEW.reason <> OLD.reason OR NEW.patch <> OLD.patch;
END;
