import type { Root } from 'hast';
import { fromParse5 } from 'hast-util-from-parse5';
import { type Schema, sanitize } from 'hast-util-sanitize';
import { parseFragment } from 'parse5';
import { KEPT_TAGS, tidyHtml } from './tidy.ts';

/** All that text from outside may consist of. Everything else goes; what scripts and styles hold goes with them. */
const ALLOWED: Schema = {
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
	const tree = fromParse5(parseFragment(html, { scriptingEnabled: false }));
	return sanitizeTree(tree.type === 'root' ? tree : { type: 'root', children: [] });
}

/** A tree with all that is not allowed taken out. */
export function sanitizeTree(tree: Root): Root {
	const clean = sanitize(tree, ALLOWED);
	return clean.type === 'root' ? clean : { type: 'root', children: [] };
}
