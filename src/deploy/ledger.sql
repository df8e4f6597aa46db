-- What a target holds and what is to be done there. Derived: without it the target's own manifest is read anew.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- The manifest of the target, as it was read or written last; `meta.base` names its SHA-256.
CREATE TABLE base (
	path TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,           -- bytes
	leaving INTEGER NOT NULL         -- 1 where the next deploy deletes it
) WITHOUT ROWID;
CREATE INDEX base_leaving ON base (path) WHERE leaving = 1;

-- What is otherwise than in `base`, and what is not sure.
CREATE TABLE delta (
	path TEXT PRIMARY KEY,
	state TEXT NOT NULL CHECK (state IN ('there', 'gone', 'replaced', 'maybe')), -- as in ledger.ts
	unsure INTEGER NOT NULL,         -- 1 where the file may have arrived: the target is to be asked
	kind TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	leaving INTEGER NOT NULL
) WITHOUT ROWID;

-- Place of each kind in the order in which files go live.
CREATE TABLE rank (kind TEXT PRIMARY KEY, place INTEGER NOT NULL, is_hashed INTEGER NOT NULL) WITHOUT ROWID;

-- What this deploy sends, in its order.
CREATE TABLE upload (
	place INTEGER PRIMARY KEY,
	path TEXT NOT NULL,
	kind TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	is_new INTEGER NOT NULL          -- 1 where nothing stands there
);

-- What the site has no more.
CREATE TABLE removal (
	path TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	stays INTEGER NOT NULL           -- 1 where the next deploy deletes it, not this one
) WITHOUT ROWID;

-- What stands as it should, though the target's manifest says that it leaves.
CREATE TABLE noted (path TEXT PRIMARY KEY, kind TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;
