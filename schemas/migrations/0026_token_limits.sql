-- Tokens that are limited to datasets, their last use to the minute, and secrets that a new one replaces without a gap.

-- A JSON array of names of datasets, which need not exist; NULL if the token is for all.
ALTER TABLE tokens ADD COLUMN datasets TEXT CHECK (datasets IS NULL OR (role <> 'admin' AND json_array_length(datasets) > 0));
-- A token writes one row a minute and not one for each request. last_used_at has the hour of uses before this column.
ALTER TABLE tokens ADD COLUMN used_at TEXT CHECK (used_at GLOB '????-??-??T??:??:00.000Z');
-- Whether the next use of the current secret ends those before it.
ALTER TABLE tokens ADD COLUMN ends_former INTEGER NOT NULL DEFAULT 0 CHECK (ends_former IN (0, 1));

-- The secrets that a token had before, by their digests.
CREATE TABLE former_secrets (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  token TEXT NOT NULL REFERENCES tokens (id),
  -- The commit that replaced it.
  replaced_by INTEGER NOT NULL REFERENCES commits (seq),
  valid_until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX former_secrets_by_token ON former_secrets (token, valid_until);

-- INSERT OR REPLACE does not fire a trigger on DELETE.
CREATE TRIGGER former_secrets_insert BEFORE INSERT ON former_secrets
WHEN EXISTS (SELECT 1 FROM former_secrets WHERE digest = NEW.digest)
  OR NEW.replaced_by <> (SELECT max(seq) FROM commits)
  OR NOT EXISTS (SELECT 1 FROM tokens WHERE digest = NEW.digest AND id = NEW.token)
BEGIN SELECT RAISE(ABORT, 'sitrep:secret_immutable'); END;

-- A former secret only ends earlier.
CREATE TRIGGER former_secrets_immutable BEFORE UPDATE ON former_secrets
WHEN NEW.digest <> OLD.digest OR NEW.token <> OLD.token OR NEW.replaced_by <> OLD.replaced_by
  OR NEW.valid_until > OLD.valid_until
BEGIN SELECT RAISE(ABORT, 'sitrep:secret_immutable'); END;

CREATE TRIGGER former_secrets_no_delete BEFORE DELETE ON former_secrets
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- A token never changes, except that it is used, revoked once, given another secret while the one before is kept, and
-- limited anew by the newest commit.
DROP TRIGGER tokens_immutable;
CREATE TRIGGER tokens_immutable BEFORE UPDATE ON tokens
WHEN NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.role <> OLD.role OR NEW.created_at <> OLD.created_at
  OR NEW.created_by <> OLD.created_by
  OR (NEW.digest <> OLD.digest AND (
    NOT EXISTS (SELECT 1 FROM former_secrets WHERE digest = OLD.digest)
    OR EXISTS (SELECT 1 FROM former_secrets WHERE digest = NEW.digest)
  ))
  OR ((NEW.expires_at IS NOT OLD.expires_at OR NEW.datasets IS NOT OLD.datasets)
    AND (SELECT kind FROM commits ORDER BY seq DESC LIMIT 1) <> 'limit')
BEGIN SELECT RAISE(ABORT, 'sitrep:identity_changed'); END;

-- A new token has no secret of another.
DROP TRIGGER tokens_insert;
CREATE TRIGGER tokens_insert BEFORE INSERT ON tokens
WHEN EXISTS (SELECT 1 FROM tokens WHERE digest = NEW.digest OR id = NEW.id)
  OR EXISTS (SELECT 1 FROM former_secrets WHERE digest = NEW.digest)
BEGIN SELECT RAISE(ABORT, 'sitrep:token_taken'); END;
