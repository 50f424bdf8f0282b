-- The sealed log: entries as signed for, complete subtree hashes, and the head that guards every append.
CREATE TABLE ledger_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  size INTEGER NOT NULL CHECK (size >= 0)
) STRICT;
INSERT INTO ledger_head (id, size) VALUES (1, 0);

CREATE TABLE ledger_entry (
  sequence INTEGER PRIMARY KEY CHECK (sequence >= 0),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE ledger_node (
  level INTEGER NOT NULL CHECK (level >= 0),
  position INTEGER NOT NULL CHECK (position >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  role TEXT PRIMARY KEY CHECK (role IN ('operator', 'reviewer', 'auditor')),
  name TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL
) STRICT;

-- Failed attempts at a secret (a role's password, or the appliance's passphrase); none is kept after a success.
CREATE TABLE attempt (
  what TEXT PRIMARY KEY CHECK (what IN ('operator', 'reviewer', 'auditor', 'passphrase')),
  failures INTEGER NOT NULL CHECK (failures > 0),
  last INTEGER NOT NULL,
  noted INTEGER NOT NULL DEFAULT 0 CHECK (noted IN (0, 1))
) STRICT;

-- Chains in both directions: the highest number received, and the last bundle sent.
CREATE TABLE party (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  card TEXT NOT NULL,
  hash TEXT NOT NULL,
  enrolled TEXT NOT NULL,
  received_sequence INTEGER NOT NULL DEFAULT 0,
  received_head TEXT,
  approval_sequence INTEGER NOT NULL DEFAULT 0,
  sent_sequence INTEGER NOT NULL DEFAULT 0,
  sent_head TEXT
) STRICT;

CREATE TABLE session (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('drafted', 'sealed', 'scored', 'reviewed', 'released', 'closed', 'aborted')),
  gap TEXT NOT NULL CHECK (gap IN ('chamber', 'machine')),
  only_models TEXT,
  operator TEXT NOT NULL,
  reviewer TEXT,
  drafted TEXT NOT NULL,
  sealed TEXT,
  scored TEXT,
  reviewed TEXT,
  released TEXT,
  closed TEXT,
  aborted TEXT,
  code TEXT,
  chamber_ended TEXT
) STRICT;
-- One live session at a time, whatever the number of processes.
CREATE UNIQUE INDEX session_live ON session ((1)) WHERE state NOT IN ('closed', 'aborted');

CREATE TABLE bundle (
  id TEXT PRIMARY KEY,
  sender TEXT NOT NULL REFERENCES party (id),
  kind TEXT NOT NULL CHECK (kind IN ('score', 'train')),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  core_hash TEXT NOT NULL UNIQUE,
  manifest_hash TEXT NOT NULL UNIQUE,
  models TEXT NOT NULL,
  size INTEGER NOT NULL,
  received TEXT NOT NULL,
  destroy_by TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'taken', 'answered', 'set-aside', 'refused')),
  code TEXT,
  session TEXT REFERENCES session (id),
  UNIQUE (sender, sequence),
  CHECK ((state = 'pending') = (session IS NULL)),
  CHECK ((state = 'set-aside') = (code IS NOT NULL))
) STRICT;

-- The appliance's own models, each a bundle addressed to itself.
CREATE TABLE model (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL,
  party TEXT NOT NULL REFERENCES party (id),
  digest TEXT NOT NULL,
  family TEXT NOT NULL,
  target TEXT NOT NULL,
  grade TEXT,
  session TEXT NOT NULL REFERENCES session (id),
  evaluation TEXT NOT NULL,
  bundle TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL UNIQUE CHECK (sequence > 0),
  core_hash TEXT NOT NULL,
  manifest_hash TEXT NOT NULL,
  file TEXT NOT NULL UNIQUE,
  trained TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('trained', 'kept', 'replaced', 'discarded'))
) STRICT;
CREATE UNIQUE INDEX model_kept ON model (party, id) WHERE state = 'kept';

CREATE TABLE approval (
  hash TEXT PRIMARY KEY,
  party TEXT NOT NULL REFERENCES party (id),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  model TEXT NOT NULL,
  digest TEXT NOT NULL,
  stance TEXT NOT NULL CHECK (stance IN ('targeted', 'wide')),
  until TEXT NOT NULL,
  note TEXT NOT NULL,
  received TEXT NOT NULL,
  UNIQUE (party, sequence)
) STRICT;

CREATE TABLE result (
  id TEXT PRIMARY KEY,
  session TEXT NOT NULL REFERENCES session (id),
  request TEXT NOT NULL REFERENCES bundle (id),
  recipient TEXT NOT NULL REFERENCES party (id),
  kind TEXT NOT NULL CHECK (kind IN ('result', 'evaluation')),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  core_hash TEXT NOT NULL,
  manifest_hash TEXT NOT NULL,
  digest TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  size INTEGER NOT NULL,
  aggregates TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sealed', 'approved', 'refused', 'delivered')),
  delivered TEXT,
  UNIQUE (recipient, sequence)
) STRICT;
-- A request has one answer that leaves.
CREATE UNIQUE INDEX result_one ON result (request) WHERE state IN ('approved', 'delivered');

-- Checkpoints that came home inside requests: what this ledger must remain consistent with.
CREATE TABLE witness (
  party TEXT NOT NULL REFERENCES party (id),
  size INTEGER NOT NULL,
  root TEXT NOT NULL,
  note TEXT NOT NULL,
  received TEXT NOT NULL,
  PRIMARY KEY (party, size, root)
) STRICT, WITHOUT ROWID;
