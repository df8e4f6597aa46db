-- Index of a content folder. Derived: may be deleted at any time.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row a file in articles/, with what is needed to see that it changed; those of a folder lie together.
CREATE TABLE file (
	folder TEXT NOT NULL,            -- relative to the content folder, with forward slashes
	name TEXT NOT NULL,
	id TEXT NOT NULL UNIQUE,
	size INTEGER NOT NULL,
	mtime REAL NOT NULL,             -- milliseconds
	ctime REAL NOT NULL,             -- milliseconds; an edit that keeps size and time is seen by it
	PRIMARY KEY (folder, name)
) WITHOUT ROWID;

-- One row an article. Its rows are long: in a table without rowid each would take a page of its own.
CREATE TABLE article (
	id TEXT PRIMARY KEY,
	path TEXT NOT NULL,              -- of its file, relative to the content folder, with forward slashes
	sha256 TEXT NOT NULL,
	permalink TEXT NOT NULL UNIQUE,
	lang TEXT NOT NULL,
	source TEXT NOT NULL,
	published INTEGER NOT NULL,      -- milliseconds since 1970, UTC
	day TEXT NOT NULL,               -- in the site's zone
	first_seen TEXT NOT NULL,        -- ISO 8601, UTC
	changed INTEGER NOT NULL,        -- when its source last changed it, else when it was first seen, as `published`
	reprint_of TEXT,
	removed_at TEXT,                 -- since when its source has it no more, ISO 8601
	fingerprint TEXT,
	data TEXT NOT NULL               -- the frontmatter as JSON, less identity and fingerprint
);
CREATE INDEX article_first_seen ON article (first_seen);
CREATE INDEX article_published ON article (published, id);
CREATE INDEX article_source ON article (source, published);
CREATE INDEX article_reprint_of ON article (reprint_of) WHERE reprint_of IS NOT NULL;
CREATE INDEX article_changed ON article (lang, source, day, changed) WHERE removed_at IS NULL;
CREATE INDEX article_removed ON article (lang, source, day) WHERE removed_at IS NOT NULL;

-- Which article an address, as its spellings have it in common (core/url.ts), or a guid belongs to.
CREATE TABLE identity (key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (key, id)) WITHOUT ROWID;
CREATE INDEX identity_id ON identity (id);

-- One row per list and article; `list` is the path of the list's hub.
CREATE TABLE listing (
	list TEXT NOT NULL,
	day TEXT NOT NULL,
	published INTEGER NOT NULL,
	id TEXT NOT NULL,
	PRIMARY KEY (list, day, published, id)
) WITHOUT ROWID;
CREATE INDEX listing_id ON listing (id);

-- Articles that were taken in without being asked about by saved searches (saved-searches.ts).
CREATE TABLE unasked (id TEXT PRIMARY KEY) WITHOUT ROWID;
-- What the answers of each saved search (by list), and those from each source, were found by.
CREATE TABLE asked (name TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;

-- How many articles a list has in each year, month, third and day; `length` tells which, so that those of one length lie together.
CREATE TABLE period (list TEXT NOT NULL, length INTEGER NOT NULL, period TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (list, length, period)) WITHOUT ROWID;
CREATE TABLE list (list TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;

-- Spellings of tags per edition.
CREATE TABLE tag (lang TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (lang, key, label)) WITHOUT ROWID;

-- Telling words of titles, to find related articles.
CREATE TABLE term (lang TEXT NOT NULL, term TEXT NOT NULL, published INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (lang, term, published, id)) WITHOUT ROWID;
CREATE INDEX term_id ON term (id);
-- How many titles of a language have a term.
CREATE TABLE title_term (lang TEXT NOT NULL, term TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (lang, term)) WITHOUT ROWID;

-- Keys under which texts that are half the same meet (core/cluster.ts), to find reprints.
CREATE TABLE band (band INTEGER NOT NULL, published INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (band, published, id)) WITHOUT ROWID;

-- Which articles name an article as related.
CREATE TABLE relation (target TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (target, id)) WITHOUT ROWID;
CREATE INDEX relation_id ON relation (id);

-- Which articles show a file of media/; `file` is its path in the content folder.
CREATE TABLE picture (file TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (file, id)) WITHOUT ROWID;
CREATE INDEX picture_id ON picture (id);

-- Folders of articles/ as they were last listed, so that a run right after ingest need look at no file; `stamp` is of
-- the names, sizes and times of their files, so that those of a folder without changes need not be compared one by one.
CREATE TABLE folder (path TEXT PRIMARY KEY, mtime REAL NOT NULL, stamp TEXT NOT NULL) WITHOUT ROWID;

-- Log of every state that an article or small file left or took since builds are told of changes (changes.ts).
CREATE TABLE change (seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL);

-- The small collections, one row a file.
CREATE TABLE document (kind TEXT NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, mtime REAL NOT NULL, ctime REAL NOT NULL, sha256 TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
