-- The index: a log of entries in segments of up to some thousand. A version is added by its commit, and removed by the
-- commit that supersedes it; the log is in order of commit and key. The entries behind the last segment are read from
-- the tables of versions, so the index is exact at every commit, whenever it was last extended.
CREATE TABLE index_segments (
  id INTEGER PRIMARY KEY,
  -- The number of its entries, and of the parts that hold their terms.
  size INTEGER NOT NULL CHECK (size > 0),
  term_parts INTEGER NOT NULL,
  -- Its entries are those after one commit and key, up to another; the greatest key if a commit ends with it.
  after_commit INTEGER NOT NULL,
  after_key INTEGER NOT NULL,
  last_commit INTEGER NOT NULL,
  last_key INTEGER NOT NULL,
  min_key INTEGER NOT NULL,
  max_key INTEGER NOT NULL,
  -- The positions of the entries that remove a version, and of those whose version is published.
  removed TEXT NOT NULL,
  published TEXT NOT NULL,
  -- The version of the index, and the commit of the last redaction when its entries were read.
  version TEXT NOT NULL,
  redaction INTEGER NOT NULL
) STRICT;

-- A page in order of key asks the first segments alone.
CREATE INDEX index_segments_key ON index_segments (min_key);
-- The entries of a segment that goes beyond a snapshot are asked for their commits.
CREATE INDEX index_segments_commit ON index_segments (last_commit);

-- The parts of a segment: a column of numbers, the values of a column, or a group of terms, as
-- src/record/segments/encode-segment.ts writes them.
CREATE TABLE index_parts (
  segment INTEGER NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (segment, name)
) STRICT, WITHOUT ROWID;

-- Each segment continues the one before, and holds nothing that a redaction has removed since it was read.
CREATE TRIGGER index_segments_insert BEFORE INSERT ON index_segments
WHEN (NEW.after_commit, NEW.after_key) IS NOT (
    SELECT last_commit, last_key FROM (SELECT last_commit, last_key FROM index_segments ORDER BY id DESC LIMIT 1)
    UNION ALL SELECT 0, -1 LIMIT 1
  )
  OR NEW.id <= (SELECT max(id) FROM index_segments)
  OR NEW.redaction <> (SELECT coalesce(max(commit_seq), 0) FROM redactions)
BEGIN SELECT RAISE(ABORT, 'sitrep:segment_conflict'); END;

CREATE TRIGGER index_segments_immutable BEFORE UPDATE ON index_segments
BEGIN SELECT RAISE(ABORT, 'sitrep:segment_conflict'); END;

CREATE TRIGGER index_segments_delete AFTER DELETE ON index_segments
BEGIN DELETE FROM index_parts WHERE segment = OLD.id; END;

-- A part belongs to the newest segment, and is written once.
CREATE TRIGGER index_parts_insert BEFORE INSERT ON index_parts
WHEN NEW.segment IS NOT (SELECT max(id) FROM index_segments)
  OR EXISTS (SELECT 1 FROM index_parts WHERE segment = NEW.segment AND name = NEW.name)
BEGIN SELECT RAISE(ABORT, 'sitrep:segment_conflict'); END;

CREATE TRIGGER index_parts_immutable BEFORE UPDATE ON index_parts
BEGIN SELECT RAISE(ABORT, 'sitrep:segment_conflict'); END;

-- A redaction takes the segments from the first one that may hold its record out of the log, in its own batch.
CREATE TRIGGER redactions_drop_segments AFTER INSERT ON redactions
BEGIN
  DELETE FROM index_segments
  WHERE id >= (SELECT min(id) FROM index_segments WHERE NEW.row_key BETWEEN min_key AND max_key);
END;

-- The log is read by commit.
CREATE INDEX incidents_commit ON incidents (commit_seq);
CREATE INDEX incident_history_commit ON incident_history (commit_seq, row_key);
DROP INDEX incident_history_superseded;
CREATE INDEX incident_history_superseded ON incident_history (superseded_by, row_key);

-- Filters ask the segments.
DROP INDEX incidents_date;
DROP INDEX incidents_vague_date;
DROP INDEX incidents_point;
