/** An article that the reader saved, as the list of saved articles shows it. */
export interface SavedArticle {
	readonly url: string;
	readonly title: string;
	readonly lang: string;
	readonly source: string;
	/** On the site's clock, with offset. */
	readonly publishedAt: string;
}

/** What a reader has chosen: it stays in this browser, no request ever carries it. */
export interface Preferences {
	/** Empty where the system decides. */
	readonly theme: string;
	/** Size of text in percent. */
	readonly size: number;
	/** Words, identifiers of sources and of topics whose articles are collapsed. */
	readonly words: readonly string[];
	readonly sources: readonly string[];
	readonly topics: readonly string[];
	/** False where the reader switched keyboard shortcuts off. */
	readonly keys: boolean;
	/** False where the reader wants no marks on what was read. */
	readonly marks: boolean;
	/** The edition that the reader chose last; empty where none. */
	readonly edition: string;
	readonly saved: readonly SavedArticle[];
	/** Identifiers of articles that were opened, the latest last. */
	readonly read: readonly string[];
}

const KEY = 'jarchy';

/** How many of anything are remembered: the oldest give way. */
const MOST = 1000;

/** The preferences in a value of unknown origin; whatever in it is none is left out. */
export function toPreferences(value: unknown): Preferences {
	const given: Record<string, unknown> = Object(value);
	const size = Number(given['size']);
	return {
		theme: ['light', 'dark'].find((theme) => theme === given['theme']) ?? '',
		size: size >= 75 && size <= 200 ? size : 100,
		words: texts(given['words']),
		sources: texts(given['sources']),
		topics: texts(given['topics']),
		keys: given['keys'] !== false,
		marks: given['marks'] !== false,
		edition: texts([given['edition']])[0] ?? '',
		saved: list(given['saved'])
			.map(toSaved)
			.filter(({ url }) => isPermalink(url)),
		read: texts(given['read']),
	};
}

/** What the reader chose; the defaults where nothing was chosen or the browser forbids storage. */
export function readPreferences(): Preferences {
	try {
		return toPreferences(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
	} catch {
		return toPreferences({});
	}
}

/** Changes some of what is stored. @returns false where the browser forbids storage or has no room. */
export function changePreferences(change: (old: Preferences) => Partial<Preferences>): boolean {
	try {
		const old = readPreferences();
		localStorage.setItem(KEY, JSON.stringify(toPreferences({ ...old, ...change(old) })));
		return true;
	} catch {
		return false;
	}
}

/** True where an article is saved, or a source or topic muted. */
export function isOn({ saved, sources, topics }: Preferences, toggle: string, value: string): boolean {
	if (toggle === 'saved') return saved.some(({ url }) => url === value);
	return (toggle === 'sources' ? sources : topics).includes(value);
}

/** True for the address of an article's page. */
export function isPermalink(path: string): boolean {
	return /^\/[a-z-]+\/\d{4}\/\d\d\/\d\d\/[\w-]+\/$/.test(path);
}

/** The identifier at the end of an article's address. */
export function idOf(path: string): string {
	return path.slice(-11, -1);
}

function list(value: unknown): unknown[] {
	return Array.isArray(value) ? value.slice(-MOST) : [];
}

function texts(value: unknown): string[] {
	return list(value).filter((item): item is string => typeof item === 'string' && item.trim() !== '');
}

function toSaved(value: unknown): SavedArticle {
	const given: Record<string, unknown> = Object(value);
	const text = (key: string): string => String(given[key] ?? '');
	return {
		url: text('url'),
		title: text('title'),
		lang: text('lang'),
		source: text('source'),
		publishedAt: text('publishedAt'),
	};
}
