import type { Root } from 'hast';
import rehypeParse from 'rehype-parse';
import rehypeSanitize, { type Options } from 'rehype-sanitize';
import { unified } from 'unified';
import { KEPT_TAGS, tidyHtml } from './tidy.ts';

/** All that text from outside may consist of. Everything else goes; what scripts and styles hold goes with them. */
const ALLOWED: Options = {
	tagNames: KEPT_TAGS,
	attributes: { a: ['href'], img: ['src', 'alt'] },
	protocols: { href: ['http', 'https', 'mailto'], src: ['http', 'https'] },
	ancestors: {
		tbody: ['table'],
		thead: ['table'],
		tfoot: ['table'],
		tr: ['table'],
		th: ['table'],
		td: ['table'],
	},
	required: {},
	strip: ['script', 'style', 'template', 'title', 'svg', 'math', 'textarea', 'iframe', 'noscript'],
	clobber: [],
	allowComments: false,
	allowDoctypes: false,
};

const parser = unified().use(rehypeParse, { fragment: true });
const sanitizer = unified().use(rehypeSanitize, ALLOWED);

/** Text from outside as a tree that holds nothing but {@link ALLOWED}. */
export interface SanitizedHtml {
	readonly tree: Root;
	/** Whether the end was left out because the input is too long or too deep. */
	readonly isCut: boolean;
}

/**
 * A tree of harmless HTML: known tags, no attributes but the addresses of links and pictures, resolved against
 * `baseUrl`. Applying it to its own result changes nothing.
 */
export function sanitizeHtml(html: string, baseUrl?: string): SanitizedHtml {
	const tidy = tidyHtml(html, baseUrl);
	return { tree: sanitizeTidy(tidy.html), isCut: tidy.isCut };
}

/** The same of what `tidyHtml` made. */
export function sanitizeTidy(html: string): Root {
	return sanitizeTree(parser.parse(html));
}

/** A tree with all that is not allowed taken out. */
export function sanitizeTree(tree: Root): Root {
	return sanitizer.runSync(tree);
}
