-- How a file was read and what was replaced in its cells, as JSON, so that the same file can be imported again from its
-- stored bytes. Null for imports of programs that state none of it.
ALTER TABLE imports ADD COLUMN settings TEXT CHECK (settings IS NULL OR json_valid(settings));

-- The imports of one sender, newest first.
CREATE INDEX imports_by_actor ON imports (actor, id);
