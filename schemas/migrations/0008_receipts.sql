-- The receipt of a submitted record: a secret that lets its holder read it. Only a digest of the secret is stored.
CREATE TABLE receipts (
  digest TEXT PRIMARY KEY,
  row_key INTEGER NOT NULL REFERENCES incidents (row_key)
) STRICT, WITHOUT ROWID;

-- The first response to a request with an Idempotency-Key. key is a digest of sender, method, address and key; request
-- is a digest of the body; the receipt's secret is derived again from salt and request.
CREATE TABLE idempotency (
  key TEXT PRIMARY KEY,
  request TEXT NOT NULL,
  salt TEXT NOT NULL,
  status INTEGER NOT NULL,
  row_key INTEGER NOT NULL REFERENCES incidents (row_key),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
