-- What dist/ holds. Derived: without it the next build takes stock of dist/ and looks at every page.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row a file of the finished site.
CREATE TABLE output (
	path TEXT PRIMARY KEY,           -- below dist/, with forward slashes
	kind TEXT NOT NULL,
	digest TEXT NOT NULL,            -- of all that it shows; empty where that is not known
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL            -- bytes
) WITHOUT ROWID;
CREATE INDEX output_kind ON output (kind) WHERE kind NOT IN ('article', 'media', 'searchIndex');

-- Files and bytes of each kind, kept by the triggers below.
CREATE TABLE tally (kind TEXT PRIMARY KEY, files INTEGER NOT NULL, bytes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER output_added AFTER INSERT ON output BEGIN
	INSERT INTO tally VALUES (new.kind, 1, new.size)
	ON CONFLICT DO UPDATE SET files = files + 1, bytes = bytes + new.size;
END;
CREATE TRIGGER output_removed AFTER DELETE ON output BEGIN
	UPDATE tally SET files = files - 1, bytes = bytes - old.size WHERE kind = old.kind;
END;

-- What the build at work has made or found unchanged; `step` as in manifest.ts.
CREATE TABLE planned (
	path TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	digest TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	is_new INTEGER NOT NULL          -- 1 where its bytes lie in the stage folder
) WITHOUT ROWID;

-- The publication at work, or one that was interrupted: files that are written (1) or deleted (0).
CREATE TABLE journal (path TEXT PRIMARY KEY, is_written INTEGER NOT NULL) WITHOUT ROWID;

-- What the last publication replaced: rows as they were, without a digest and hash where there was no file.
CREATE TABLE undo (path TEXT PRIMARY KEY, kind TEXT NOT NULL, digest TEXT, sha256 TEXT, size INTEGER) WITHOUT ROWID;
