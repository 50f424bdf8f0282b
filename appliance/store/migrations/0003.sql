-- Cards that gave way to another, this appliance's and its partners': a card gives way once.
CREATE TABLE rotation (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  party TEXT NOT NULL,
  from_hash TEXT NOT NULL UNIQUE,
  to_hash TEXT NOT NULL UNIQUE,
  until TEXT NOT NULL,
  note TEXT NOT NULL,
  rotated TEXT NOT NULL
) STRICT;

-- Decryption keys of this appliance's past cards: a vault under its present root, wrapped under the retention root as the keys of files are.
-- Expired: the key is out of the table. Destroyed: the retention root it was under is gone too.
CREATE TABLE past_key (
  card TEXT PRIMARY KEY REFERENCES rotation (from_hash),
  wrapped BLOB,
  expired TEXT,
  destroyed TEXT,
  CHECK ((wrapped IS NULL) = (expired IS NOT NULL)),
  CHECK (destroyed IS NULL OR expired IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- The past card of this appliance to which a file is sealed; null for its present one, and for what is sealed to a partner.
ALTER TABLE kept ADD COLUMN sealed_to TEXT REFERENCES rotation (from_hash);
