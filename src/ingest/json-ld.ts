/** An object of JSON-LD. */
export type LinkedData = Readonly<Record<string, unknown>>;

const ARTICLE_TYPE =
	/^(https?:\/\/schema\.org\/)?(\w*Article|BlogPosting|LiveBlogPosting|Report|AnalysisNewsArticle|SocialMediaPosting)$/;
const MAX_DEPTH = 6;

/** The article that the JSON-LD of a page describes, where it describes one. */
export function findArticleData(document: Document): LinkedData | undefined {
	for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
		const found = findArticle(parseLoosely(script.textContent ?? ''), 0);
		if (found !== undefined) return found;
	}
	return undefined;
}

function findArticle(value: unknown, depth: number): LinkedData | undefined {
	if (depth > MAX_DEPTH) return undefined;
	if (isLinkedData(value) && isArticle(value)) return value;
	const { '@graph': graph, mainEntity, mainEntityOfPage } = isLinkedData(value) ? value : {};
	for (const one of Array.isArray(value) ? value : [graph, mainEntity, mainEntityOfPage]) {
		const found = findArticle(one, depth + 1);
		if (found !== undefined) return found;
	}
	return undefined;
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
