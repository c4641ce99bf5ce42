-- Access tokens. Only a digest of the secret is stored, and it is the key: a request with a token reads one row. A
-- token expires or is revoked; its row stays, because commits name it by its id.
CREATE TABLE tokens (
  digest TEXT PRIMARY KEY CHECK (length(digest) = 64),
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  name TEXT NOT NULL CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role IN ('contributor', 'editor', 'admin')),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  expires_at TEXT CHECK (expires_at IS NULL OR expires_at > created_at),
  revoked_at TEXT CHECK (revoked_at IS NULL OR revoked_at >= created_at),
  revoked_by TEXT CHECK ((revoked_by IS NULL) = (revoked_at IS NULL)),
  -- To the hour, so that a token writes one row an hour and not one for each request.
  last_used_at TEXT CHECK (last_used_at GLOB '????-??-??T??:00:00.000Z')
) STRICT, WITHOUT ROWID;

-- INSERT OR REPLACE does not fire a trigger on DELETE.
CREATE TRIGGER tokens_insert BEFORE INSERT ON tokens
WHEN EXISTS (SELECT 1 FROM tokens WHERE digest = NEW.digest OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'sitrep:token_taken'); END;

-- A token never changes, except that it is used, and revoked once.
CREATE TRIGGER tokens_immutable BEFORE UPDATE ON tokens
WHEN NEW.digest <> OLD.digest OR NEW.id <> OLD.id OR NEW.name <> OLD.name OR NEW.role <> OLD.role
  OR NEW.created_at <> OLD.created_at OR NEW.created_by <> OLD.created_by OR NEW.expires_at IS NOT OLD.expires_at
BEGIN SELECT RAISE(ABORT, 'sitrep:identity_changed'); END;

CREATE TRIGGER tokens_revoked BEFORE UPDATE ON tokens
WHEN OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS NOT OLD.revoked_at OR NEW.revoked_by IS NOT OLD.revoked_by)
BEGIN SELECT RAISE(ABORT, 'sitrep:token_revoked'); END;

CREATE TRIGGER tokens_no_delete BEFORE DELETE ON tokens
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
