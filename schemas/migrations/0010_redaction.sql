-- Versions of a record as a redaction is to leave them: they are written page by page, and one commit takes them over. A
-- redaction that was killed leaves some, which are swept by the age of its id.
CREATE TABLE redacted_versions (
  redaction TEXT NOT NULL,
  revision INTEGER NOT NULL,
  redacted TEXT NOT NULL,
  line TEXT, facets TEXT, doc TEXT, whole TEXT, warnings TEXT, words TEXT,
  dataset TEXT, reference TEXT, event_type TEXT, event_subtype TEXT, conflict_type TEXT, outcome TEXT,
  date_start TEXT, date_end TEXT, date_precision TEXT, country TEXT, admin1 TEXT,
  latitude REAL, longitude REAL, geo_precision TEXT, deaths_best INTEGER, series TEXT
) STRICT;

CREATE INDEX redacted_versions_of ON redacted_versions (redaction, revision);

-- The report of an import has of possible duplicates what leads to them: the rest is looked up when it is shown, so that
-- a redaction finds no text in it.
UPDATE imports SET report = json_set(report, '$.possible_duplicates', (
  SELECT json_group_array(json_object('row', value -> 'row', 'line', value -> 'line', 'id', value ->> 'id', 'score', value -> 'score'))
  FROM json_each(report, '$.possible_duplicates')
)) WHERE report IS NOT NULL;
