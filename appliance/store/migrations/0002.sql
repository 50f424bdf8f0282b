-- The root under which the keys of kept files are wrapped: which one is in force. The root itself lies in keys/retention.key.
CREATE TABLE retention (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL CHECK (generation > 0)
) STRICT;
INSERT INTO retention (id, generation) VALUES (1, 1);

-- One key a file that rests on this disk: requests received, answers and models sealed.
CREATE TABLE kept (
  bundle TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('score', 'train', 'result', 'evaluation', 'model')),
  party TEXT NOT NULL REFERENCES party (id),
  request TEXT NOT NULL REFERENCES bundle (id),
  core_hash TEXT NOT NULL,
  file TEXT NOT NULL UNIQUE,
  destroy_by TEXT NOT NULL,
  wrapped BLOB NOT NULL CHECK (length(wrapped) = 48)
) STRICT, WITHOUT ROWID;

-- What partners ordered to be destroyed before its date.
CREATE TABLE destroy_order (
  hash TEXT PRIMARY KEY,
  party TEXT NOT NULL REFERENCES party (id),
  bundle TEXT NOT NULL REFERENCES bundle (id),
  models TEXT NOT NULL CHECK (models IN ('keep', 'destroy')),
  note TEXT NOT NULL,
  received TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE certificate (
  hash TEXT PRIMARY KEY,
  party TEXT NOT NULL REFERENCES party (id),
  note TEXT NOT NULL,
  made TEXT NOT NULL,
  countersigned TEXT,
  received TEXT,
  CHECK ((countersigned IS NULL) = (received IS NULL))
) STRICT, WITHOUT ROWID;

-- Begun: the key is out of the table and the survivors are under another root. Destroyed: the old root and the file are gone.
CREATE TABLE destruction (
  bundle TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  party TEXT NOT NULL REFERENCES party (id),
  core_hash TEXT NOT NULL,
  file TEXT NOT NULL,
  destroy_by TEXT NOT NULL,
  ordered TEXT REFERENCES destroy_order (hash),
  begun TEXT NOT NULL,
  destroyed TEXT,
  certificate TEXT REFERENCES certificate (hash),
  CHECK ((destroyed IS NULL) = (certificate IS NULL))
) STRICT, WITHOUT ROWID;
