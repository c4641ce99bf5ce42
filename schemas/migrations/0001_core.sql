-- The clock: every change of the record is one commit, and a commit number is a point in time of the whole database.
CREATE TABLE commits (
  seq INTEGER PRIMARY KEY CHECK (seq >= 0),
  at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T*Z'),
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT,
  -- How many records it wrote.
  rows INTEGER NOT NULL CHECK (rows >= 0),
  -- The last commit up to this one that changed what the public sees, and how many records were published then.
  public_seq INTEGER NOT NULL,
  published INTEGER NOT NULL CHECK (published >= 0)
) STRICT;

INSERT INTO commits (seq, at, actor, kind, rows, public_seq, published)
VALUES (0, '1970-01-01T00:00:00.000Z', 'sitrep', 'begin', 0, 0, 0);

CREATE TRIGGER commits_in_order BEFORE INSERT ON commits
WHEN NEW.seq <> (SELECT max(seq) + 1 FROM commits) OR NEW.at < (SELECT at FROM commits ORDER BY seq DESC LIMIT 1)
BEGIN SELECT RAISE(ABORT, 'sitrep:commit_order'); END;

CREATE TRIGGER commits_stay BEFORE UPDATE ON commits
BEGIN SELECT RAISE(ABORT, 'sitrep:commit_fixed'); END;

CREATE TRIGGER commits_kept BEFORE DELETE ON commits
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

CREATE TABLE datasets (
  slug TEXT PRIMARY KEY CHECK (slug <> ''),
  title TEXT,
  description TEXT,
  licence TEXT,
  attribution TEXT,
  publishable INTEGER NOT NULL DEFAULT 1 CHECK (publishable IN (0, 1))
) STRICT, WITHOUT ROWID;

INSERT INTO datasets (slug, title, description)
VALUES ('reports', 'Reports', 'What people submit one by one.');

-- INSERT OR REPLACE and UPDATE OR REPLACE pass any guard on DELETE.
CREATE TRIGGER datasets_new BEFORE INSERT ON datasets
WHEN EXISTS (SELECT 1 FROM datasets WHERE slug = NEW.slug)
BEGIN SELECT RAISE(ABORT, 'sitrep:dataset_taken'); END;

CREATE TRIGGER datasets_same_slug BEFORE UPDATE ON datasets
WHEN NEW.slug <> OLD.slug
BEGIN SELECT RAISE(ABORT, 'sitrep:identity_changed'); END;

CREATE TRIGGER datasets_kept BEFORE DELETE ON datasets
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- The current version of each record: what is filtered on, and when it was made. n is the first 60 bits of the id, so
-- that the order of n is the order of ids.
CREATE TABLE incidents (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL CHECK (length(id) = 36)
    CHECK (replace(substr(id, 1, 18), '-', '') = format('%012x7%03x', n / 4096 + 1577836800000, n % 4096)),
  revision INTEGER NOT NULL CHECK (revision >= 1),
  commit_seq INTEGER NOT NULL REFERENCES commits (seq),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL CHECK (updated_at >= created_at),
  filer TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('submitted', 'published', 'rejected', 'retracted', 'merged')),
  dataset TEXT NOT NULL REFERENCES datasets (slug),
  reference TEXT,
  event_type TEXT NOT NULL,
  event_subtype TEXT,
  conflict_type TEXT,
  outcome TEXT,
  date_start TEXT NOT NULL,
  date_end TEXT NOT NULL CHECK (date_end >= date_start),
  date_precision TEXT NOT NULL,
  country TEXT NOT NULL,
  admin1 TEXT,
  latitude REAL,
  longitude REAL,
  geo_precision TEXT,
  deaths_best INTEGER,
  series TEXT,
  -- One for each actor, weapon, kind of target, source, claimant and tag, folded: "^^actor=…^^^^tag=…^^".
  facets TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX incidents_reference ON incidents (dataset, reference);
CREATE INDEX incidents_country ON incidents (country, date_start);
CREATE INDEX incidents_date ON incidents (date_start, date_end, date_precision);
CREATE INDEX incidents_vague_date ON incidents (date_end, date_start) WHERE date_precision IN ('year', 'longer');
CREATE INDEX incidents_point ON incidents (latitude, longitude) WHERE latitude IS NOT NULL;

-- The rest of the current version, apart because wide rows make every scan slower. Texts are in the form of
-- src/text/storage-encoding.ts, where a quote is U+007F: doc is the canonical record but for its notes, as JSON behind the
-- first brace; notes and warnings are JSON, too; line is the finished row of CSV up to the two times. It comes before
-- its incident: a body without one is that of an import that is still at work, and nobody sees it. That doc and
-- warnings are JSON to their end is all that is checked, by their last byte: to parse them again takes a quarter of a
-- body's time, and SQLite counts all characters to find the last one.
CREATE TABLE incident_body (
  n INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL,
  doc TEXT NOT NULL CHECK (substr(CAST(doc AS BLOB), -1) = x'7d'),
  notes TEXT CHECK (notes IS NULL OR json_valid(replace(notes, char(127), '"'))),
  warnings TEXT NOT NULL CHECK (substr(CAST(warnings AS BLOB), -1) = x'5d'),
  words TEXT NOT NULL,
  line TEXT NOT NULL
) STRICT;

-- Every version that was replaced, as it was, and the commit that replaced it.
CREATE TABLE incident_history (
  n INTEGER NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  commit_seq INTEGER NOT NULL,
  superseded_by INTEGER NOT NULL CHECK (superseded_by > commit_seq),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  filer TEXT NOT NULL,
  status TEXT NOT NULL,
  dataset TEXT NOT NULL,
  reference TEXT,
  event_type TEXT NOT NULL,
  event_subtype TEXT,
  conflict_type TEXT,
  outcome TEXT,
  date_start TEXT NOT NULL,
  date_end TEXT NOT NULL,
  date_precision TEXT NOT NULL,
  country TEXT NOT NULL,
  admin1 TEXT,
  latitude REAL,
  longitude REAL,
  geo_precision TEXT,
  deaths_best INTEGER,
  series TEXT,
  facets TEXT NOT NULL,
  doc TEXT NOT NULL,
  notes TEXT,
  warnings TEXT NOT NULL,
  words TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (n, revision)
) STRICT;

CREATE INDEX incident_history_superseded ON incident_history (superseded_by);

-- What the public saw change, in the order in which it did: versions that are published, or that replaced one that was.
CREATE TABLE changes (
  commit_seq INTEGER NOT NULL,
  n INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (commit_seq, n)
) STRICT, WITHOUT ROWID;

-- A new record is new, is of the newest commit, and replaces nothing: INSERT OR REPLACE passes any guard on DELETE.
CREATE TRIGGER incidents_new BEFORE INSERT ON incidents
BEGIN
  SELECT RAISE(ABORT, 'sitrep:id_taken') WHERE EXISTS (SELECT 1 FROM incidents WHERE n = NEW.n);
  SELECT RAISE(ABORT, 'sitrep:reference_taken')
  WHERE EXISTS (SELECT 1 FROM incidents WHERE dataset = NEW.dataset AND reference = NEW.reference);
  SELECT RAISE(ABORT, 'sitrep:not_first_revision') WHERE NEW.revision <> 1;
  SELECT RAISE(ABORT, 'sitrep:not_newest_commit') WHERE NEW.commit_seq <> (SELECT max(seq) FROM commits);
  SELECT RAISE(ABORT, 'sitrep:torn_version') WHERE NOT EXISTS (SELECT 1 FROM incident_body WHERE n = NEW.n);
END;

CREATE TRIGGER incidents_same_identity BEFORE UPDATE ON incidents
WHEN NEW.n <> OLD.n OR NEW.id <> OLD.id OR NEW.filer <> OLD.filer OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'sitrep:identity_changed'); END;

CREATE TRIGGER incidents_reference_free BEFORE UPDATE OF dataset, reference ON incidents
WHEN EXISTS (
  SELECT 1 FROM incidents WHERE dataset = NEW.dataset AND reference = NEW.reference AND n <> OLD.n
)
BEGIN SELECT RAISE(ABORT, 'sitrep:reference_taken'); END;

-- Without a new revision only what is derived may change.
CREATE TRIGGER incidents_rendered_again BEFORE UPDATE ON incidents
WHEN NEW.revision = OLD.revision AND (
  NEW.commit_seq <> OLD.commit_seq OR NEW.updated_at <> OLD.updated_at OR NEW.status <> OLD.status
  OR NEW.dataset <> OLD.dataset OR NEW.reference IS NOT OLD.reference
)
BEGIN SELECT RAISE(ABORT, 'sitrep:stale_revision'); END;

CREATE TRIGGER incidents_revised BEFORE UPDATE ON incidents
WHEN NEW.revision <> OLD.revision
BEGIN
  SELECT RAISE(ABORT, 'sitrep:stale_revision') WHERE NEW.revision <> OLD.revision + 1;
  SELECT RAISE(ABORT, 'sitrep:not_newest_commit') WHERE NEW.commit_seq <> (SELECT max(seq) FROM commits);
  SELECT RAISE(ABORT, 'sitrep:torn_version')
  WHERE NOT EXISTS (SELECT 1 FROM incident_body WHERE n = OLD.n AND revision = OLD.revision);
END;

CREATE TRIGGER incidents_replaced AFTER UPDATE ON incidents
WHEN NEW.revision <> OLD.revision
BEGIN
  INSERT INTO incident_history (
    n, id, revision, commit_seq, superseded_by, created_at, updated_at, filer, status, dataset, reference,
    event_type, event_subtype, conflict_type, outcome, date_start, date_end, date_precision,
    country, admin1, latitude, longitude, geo_precision, deaths_best, series, facets,
    doc, notes, warnings, words, line
  )
  SELECT
    OLD.n, OLD.id, OLD.revision, OLD.commit_seq, NEW.commit_seq, OLD.created_at, OLD.updated_at, OLD.filer,
    OLD.status, OLD.dataset, OLD.reference, OLD.event_type, OLD.event_subtype, OLD.conflict_type, OLD.outcome,
    OLD.date_start, OLD.date_end, OLD.date_precision, OLD.country, OLD.admin1, OLD.latitude, OLD.longitude,
    OLD.geo_precision, OLD.deaths_best, OLD.series, OLD.facets, doc, notes, warnings, words, line
  FROM incident_body WHERE n = OLD.n;
  INSERT INTO changes (commit_seq, n, revision)
  SELECT NEW.commit_seq, NEW.n, NEW.revision WHERE 'published' IN (OLD.status, NEW.status);
END;

CREATE TRIGGER incidents_added AFTER INSERT ON incidents
WHEN NEW.status = 'published'
BEGIN INSERT INTO changes (commit_seq, n, revision) VALUES (NEW.commit_seq, NEW.n, NEW.revision); END;

CREATE TRIGGER incidents_kept BEFORE DELETE ON incidents
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

CREATE TRIGGER incident_body_new BEFORE INSERT ON incident_body
BEGIN
  SELECT RAISE(ABORT, 'sitrep:id_taken') WHERE EXISTS (SELECT 1 FROM incident_body WHERE n = NEW.n);
  SELECT RAISE(ABORT, 'sitrep:not_first_revision') WHERE NEW.revision <> 1;
END;

CREATE TRIGGER incident_body_revised BEFORE UPDATE ON incident_body
BEGIN
  SELECT RAISE(ABORT, 'sitrep:identity_changed') WHERE NEW.n <> OLD.n;
  SELECT RAISE(ABORT, 'sitrep:torn_version')
  WHERE NOT EXISTS (SELECT 1 FROM incidents WHERE n = NEW.n AND revision = NEW.revision);
  SELECT RAISE(ABORT, 'sitrep:stale_revision')
  WHERE NEW.revision = OLD.revision AND (NEW.doc <> OLD.doc OR NEW.notes IS NOT OLD.notes);
END;

-- What an import left that was cut off may go: no incident has it.
CREATE TRIGGER incident_body_kept BEFORE DELETE ON incident_body
WHEN EXISTS (SELECT 1 FROM incidents WHERE n = OLD.n)
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- A version enters history when the next one has taken its place; whoever comes later finds it there already.
CREATE TRIGGER incident_history_new BEFORE INSERT ON incident_history
BEGIN
  SELECT RAISE(ABORT, 'sitrep:history_fixed')
  WHERE EXISTS (SELECT 1 FROM incident_history WHERE n = NEW.n AND revision = NEW.revision)
    OR NOT EXISTS (
      SELECT 1 FROM incidents WHERE n = NEW.n AND revision = NEW.revision + 1 AND commit_seq = NEW.superseded_by
    );
END;

CREATE TRIGGER incident_history_stay BEFORE UPDATE ON incident_history
BEGIN SELECT RAISE(ABORT, 'sitrep:history_fixed'); END;

CREATE TRIGGER incident_history_kept BEFORE DELETE ON incident_history
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- A change is that of a version with its commit; whoever comes later finds it there already.
CREATE TRIGGER changes_new BEFORE INSERT ON changes
WHEN EXISTS (SELECT 1 FROM changes WHERE commit_seq = NEW.commit_seq AND n = NEW.n)
  OR NOT EXISTS (
    SELECT 1 FROM incidents WHERE n = NEW.n AND revision = NEW.revision AND commit_seq = NEW.commit_seq
  )
BEGIN SELECT RAISE(ABORT, 'sitrep:history_fixed'); END;

CREATE TRIGGER changes_stay BEFORE UPDATE ON changes
BEGIN SELECT RAISE(ABORT, 'sitrep:history_fixed'); END;

CREATE TRIGGER changes_kept BEFORE DELETE ON changes
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;

-- The first answer to a request that carried an Idempotency-Key. key is a digest of sender, method, address and key;
-- request is a digest of the body; salt makes the receipt's secret anew from the request.
CREATE TABLE idempotency (
  key TEXT PRIMARY KEY,
  request TEXT NOT NULL,
  salt TEXT NOT NULL,
  status INTEGER NOT NULL,
  n INTEGER NOT NULL REFERENCES incidents (n),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A filer's own way back to what was filed. Only a digest of the secret is kept.
CREATE TABLE receipts (
  digest TEXT PRIMARY KEY,
  n INTEGER NOT NULL REFERENCES incidents (n)
) STRICT, WITHOUT ROWID;

-- Which records link to what, by the name that the link uses: an id, or a reference in the dataset. Derived from the
-- current versions, so that a record can show what links to it.
CREATE TABLE incident_links (
  dataset TEXT NOT NULL,
  named TEXT NOT NULL,
  n INTEGER NOT NULL REFERENCES incidents (n),
  PRIMARY KEY (dataset, named, n)
) STRICT, WITHOUT ROWID;
