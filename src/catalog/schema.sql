-- Index of a content folder. Derived: may be deleted at any time.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row a file in articles/, with what is needed to see that it changed.
CREATE TABLE article (
	id TEXT PRIMARY KEY,
	path TEXT NOT NULL UNIQUE,       -- relative to the content folder, with forward slashes
	size INTEGER NOT NULL,
	mtime REAL NOT NULL,             -- milliseconds
	sha256 TEXT NOT NULL,
	permalink TEXT NOT NULL UNIQUE,
	lang TEXT NOT NULL,
	source TEXT NOT NULL,
	published INTEGER NOT NULL,      -- milliseconds since 1970, UTC
	day TEXT NOT NULL,               -- in the site's zone
	first_seen TEXT NOT NULL,        -- ISO 8601, UTC
	reprint_of TEXT,
	fingerprint TEXT,
	data TEXT NOT NULL               -- the frontmatter as JSON, less identity and fingerprint
) WITHOUT ROWID;
CREATE INDEX article_first_seen ON article (first_seen);
CREATE INDEX article_published ON article (published, id);
CREATE INDEX article_source ON article (source, published);
CREATE INDEX article_reprint_of ON article (reprint_of) WHERE reprint_of IS NOT NULL;

-- Which article an address or guid belongs to.
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

-- How many articles a list has in each year, month, third and day.
CREATE TABLE period (list TEXT NOT NULL, period TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (list, period)) WITHOUT ROWID;
CREATE TABLE list (list TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;

-- Spellings of tags per edition.
CREATE TABLE tag (lang TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (lang, key, label)) WITHOUT ROWID;

-- Telling words of titles, to find related articles.
CREATE TABLE term (lang TEXT NOT NULL, term TEXT NOT NULL, published INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (lang, term, published, id)) WITHOUT ROWID;
CREATE INDEX term_id ON term (id);

-- Keys under which texts that are half the same meet (core/cluster.ts), to find reprints.
CREATE TABLE band (band INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (band, id)) WITHOUT ROWID;

-- The small collections, one row a file.
CREATE TABLE document (kind TEXT NOT NULL, id TEXT NOT NULL, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, mtime REAL NOT NULL, sha256 TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
