import type { FoundImage } from './adapters/adapter.ts';

/** A document on this machine: its relative addresses lead to files beside it. */
export interface LocalDocument {
	/** Absolute path of its file. */
	readonly file: string;
	/** Folders that its pictures may lie in. */
	readonly roots: readonly string[];
}

/** An article as one document gives it: canonical values, not yet cut to rights, nothing decided. JSON-able. */
export interface Draft {
	readonly source: string;
	/** Addresses and guids under which it may be known, most trustworthy first; the first makes its id. */
	readonly keys: readonly string[];
	/** Those of its keys that only its page gives it, which may name another article too. */
	readonly pageKeys?: readonly string[];
	/** Its name where it has no other. */
	readonly ownKey: string;
	readonly url?: string;
	readonly title: string;
	readonly lang: string;
	readonly publishedAt: string;
	readonly dateFrom: 'feed' | 'page' | 'firstSeen';
	readonly authors: readonly string[];
	readonly section?: string;
	readonly tags: readonly string[];
	/** Whole text as Markdown, its pictures as the document names them. */
	readonly markdown: string;
	/** Whole text, plain. */
	readonly text: string;
	/** The source's own teaser, plain. */
	readonly summary?: string;
	/** False where the document gave no more than a teaser. */
	readonly isWhole: boolean;
	readonly image?: FoundImage;
	/** Pictures of the body. */
	readonly images: readonly FoundImage[];
	readonly commentsUrl?: string;
	/** The source still lists it, its page is gone. */
	readonly isGone?: true;
	/** Address or path of the document that it comes from. */
	readonly document: string;
	/** Absent where the document was fetched. */
	readonly local?: LocalDocument;
}
