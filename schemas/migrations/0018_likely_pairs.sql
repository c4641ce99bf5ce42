-- Pairs of current records that may describe one event: the two keys and numbers, and no text but the datasets. They
-- are derived from the records after these are committed, so an act that writes a record writes no pair.
CREATE TABLE likely_pairs (
  a INTEGER NOT NULL REFERENCES incidents (row_key),
  b INTEGER NOT NULL REFERENCES incidents (row_key) CHECK (b > a),
  a_dataset TEXT NOT NULL,
  b_dataset TEXT NOT NULL,
  -- Whether the dataset distinguishes events, so that at most one record of it is a duplicate of another record.
  a_collected INTEGER NOT NULL CHECK (a_collected IN (0, 1)),
  b_collected INTEGER NOT NULL CHECK (b_collected IN (0, 1)),
  -- The odds that both describe one event, from the two records alone.
  odds REAL NOT NULL CHECK (odds > 0),
  -- The sum of the odds of a with the likeliest records of b's dataset, if that distinguishes events, or else of this
  -- pair; and the reverse. In a group of many, only the first few can be likely.
  a_rivals REAL NOT NULL,
  b_rivals REAL NOT NULL,
  -- Whether an editor marked them as distinct.
  is_distinct INTEGER NOT NULL CHECK (is_distinct IN (0, 1)),
  -- The likelihood in millionths, given the rivals; 0 if they are distinct.
  score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 1000000),
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;

CREATE INDEX likely_pairs_a_group ON likely_pairs (a, b_dataset, odds) WHERE b_collected = 1 AND is_distinct = 0;
CREATE INDEX likely_pairs_b_group ON likely_pairs (b, a_dataset, odds) WHERE a_collected = 1 AND is_distinct = 0;
CREATE INDEX likely_pairs_reverse ON likely_pairs (b, a);
CREATE INDEX likely_pairs_score ON likely_pairs (score, b, a);
CREATE INDEX likely_pairs_a_dataset ON likely_pairs (a_dataset, score, b, a);
CREATE INDEX likely_pairs_b_dataset ON likely_pairs (b_dataset, score, b, a);

-- The last version that was compared, in the order of commit and key: only later ones have to be.
CREATE TABLE pair_comparison (
  k INTEGER PRIMARY KEY CHECK (k = 1),
  -- The number of times that this row was changed.
  run INTEGER NOT NULL,
  commit_seq INTEGER NOT NULL,
  row_key INTEGER NOT NULL,
  -- The rules by which the pairs were compared; other ones begin anew.
  rules TEXT NOT NULL
) STRICT;

INSERT INTO pair_comparison (k, run, commit_seq, row_key, rules) VALUES (1, 0, 0, 0, '');

-- Of two comparisons that began at the same version, one is written.
CREATE TRIGGER pair_comparison_order BEFORE UPDATE ON pair_comparison
WHEN NEW.run <> OLD.run + 1
BEGIN SELECT RAISE(ABORT, 'sitrep:comparison_taken'); END;

CREATE TRIGGER pair_comparison_no_delete BEFORE DELETE ON pair_comparison
BEGIN SELECT RAISE(ABORT, 'sitrep:no_delete'); END;
