-- The row that owns staged versions is deleted with its act, which is counted.
CREATE TRIGGER imports_uncount AFTER DELETE ON imports
WHEN OLD.digests IS NULL OR OLD.profile = 'staging'
BEGIN
  UPDATE row_counts SET rows = rows - 1
  WHERE name = 'imports';
END;
