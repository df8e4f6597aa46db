/** A text of a feed and how it is written. */
export interface FeedText {
	/** As plain text or HTML; elements of XHTML are written out. */
	readonly value: string;
	/** `text/plain`, `text/html`, `application/xhtml+xml` or what else the feed says; a guess where it says nothing. */
	readonly type: string;
	/** What its relative links are meant against. */
	readonly base: string | undefined;
	readonly lang: string | undefined;
	/** Where it stands, if not here. */
	readonly src?: string;
}

export interface FeedLink {
	/** Absolute where the document allows. */
	readonly href?: string;
	readonly rel: string;
	readonly type?: string;
	readonly title?: string;
	readonly length?: string;
	readonly hreflang?: string;
}

export interface FeedPerson {
	/** As a feed writes it in one line: `Anna (anna@24.kg)`. */
	readonly line: string;
	readonly name?: string;
	readonly email?: string;
	readonly url?: string;
}

/** What a feed as a whole, each of its entries and an entry's source can all say, dates as written. */
export interface FeedFields {
	readonly id?: string;
	/** Whether RSS lets the id pass for the address of the page. */
	readonly isPermaLink?: boolean;
	readonly title?: FeedText;
	/** Address of the page. */
	readonly link?: string;
	readonly links: readonly FeedLink[];
	readonly published?: string;
	readonly updated?: string;
	readonly created?: string;
	/** `dc:date`, which may be either. */
	readonly date?: string;
	readonly expired?: string;
	/** The time for which it holds, by `dcterms:valid`. */
	readonly validFrom?: string;
	readonly validUntil?: string;
	readonly authors: readonly FeedPerson[];
	/** Teaser of an entry, subtitle of a feed. */
	readonly summary?: FeedText;
	/** What Atom 0.3 lets a feed say about itself as a file. */
	readonly info?: FeedText;
	/** Whole text in each form given. */
	readonly contents: readonly FeedText[];
	readonly lang?: string;
}
