import type { Document } from './tree/document.ts';
/** An object of JSON-LD. */
export type LinkedData = Readonly<Record<string, unknown>>;

const ARTICLE_TYPE =
	/^(https?:\/\/schema\.org\/)?(\w*Article|BlogPosting|LiveBlogPosting|Report|AnalysisNewsArticle|SocialMediaPosting)$/;
const MAX_DEPTH = 6;

/** What the JSON-LD of a page says of its article; of the page itself where it describes no article. */
export function findArticleData(document: Document): { data: LinkedData; isArticle: boolean } {
	const values = [...document.querySelectorAll('script[type*="ld+json" i]')].map((script) =>
		parseLoosely(script.textContent ?? ''),
	);
	const article = first(values, isArticle);
	const data = article ?? first(values, isDated) ?? {};
	const people = new Map<string, LinkedData>();
	for (const value of values) collectNamed(value, people, 0);
	return { data: { ...data, author: resolved(data['author'], people) }, isArticle: article !== undefined };
}

function first(values: readonly unknown[], matches: (value: LinkedData) => boolean): LinkedData | undefined {
	for (const value of values) {
		const found = find(value, matches, 0);
		if (found !== undefined) return found;
	}
	return undefined;
}

function find(value: unknown, matches: (value: LinkedData) => boolean, depth: number): LinkedData | undefined {
	if (depth > MAX_DEPTH) return undefined;
	if (isLinkedData(value) && matches(value)) return value;
	const { '@graph': graph, mainEntity, mainEntityOfPage } = isLinkedData(value) ? value : {};
	for (const one of Array.isArray(value) ? value : [graph, mainEntity, mainEntityOfPage]) {
		const found = find(one, matches, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** Whether something that is no article says when it was published: a page, a recipe, a review. */
function isDated(value: LinkedData): boolean {
	return typeof value['datePublished'] === 'string';
}

/** Collects what has both an id and a name, for others to refer to. */
function collectNamed(value: unknown, named: Map<string, LinkedData>, depth: number): void {
	if (depth > MAX_DEPTH) return;
	if (Array.isArray(value)) for (const one of value) collectNamed(one, named, depth + 1);
	if (!isLinkedData(value)) return;
	const id = value['@id'];
	if (typeof id === 'string' && 'name' in value) named.set(id, value);
	collectNamed(value['@graph'], named, depth + 1);
}

/** A value with references to named things replaced by these. */
function resolved(value: unknown, named: ReadonlyMap<string, LinkedData>): unknown {
	if (Array.isArray(value)) return value.map((one) => resolved(one, named));
	if (!isLinkedData(value) || 'name' in value) return value;
	const id = value['@id'];
	return typeof id === 'string' ? (named.get(id) ?? value) : value;
}

function isArticle(value: LinkedData): boolean {
	return (
		textsOf(value['@type']).some((type) => ARTICLE_TYPE.test(type)) && ('headline' in value || 'datePublished' in value)
	);
}

/** JSON as pages write it: in comments or CDATA, with raw line breaks in its texts. */
function parseLoosely(json: string): unknown {
	const bare = json
		.replace(
			/^\s*(<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/<!\[CDATA\[|<!\[CDATA\[)|(-->|\/\*\s*\]\]>\s*\*\/|\/\/\]\]>|\]\]>)\s*$/g,
			'',
		)
		.trim();
	for (const attempt of [bare, bare.replace(/[\n\r\t]+/g, ' '), bare.replace(/;$/, '')]) {
		try {
			return JSON.parse(attempt);
		} catch {
			// The next, laxer reading may succeed.
		}
	}
	return undefined;
}

function isLinkedData(value: unknown): value is LinkedData {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The texts in a value: itself, a list of them, or the `name`, `url` or `@id` of objects. */
export function textsOf(value: unknown, ...keys: readonly string[]): string[] {
	if (typeof value === 'string') return value.trim() === '' ? [] : [value.trim()];
	if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, ...keys));
	if (!isLinkedData(value)) return [];
	for (const key of keys) {
		const texts = textsOf(value[key]);
		if (texts.length > 0) return texts;
	}
	return [];
}
