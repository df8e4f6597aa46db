import { markdownToHtml as compile, defineHastPlugin, defineMdastPlugin } from 'satteri';
import type { Picture } from '#core/article.ts';
import { PICTURE_SIZES } from './picture-sizes.ts';
import { mediaUrl } from './urls.ts';

/** Without any of these a text is paragraphs, headings, emphasis and lists: nothing that a plugin would change. */
const MARKED = /[<[|`~@\t]|:\/\/|www\.| {4}/i;

/**
 * A body's Markdown as HTML: no raw HTML, links to http, https and mail only, pictures from our own media
 * folder only, with their sizes. Bodies of articles come from outside: this is the second of two filters
 * (`ingest/sanitize.ts` is the first).
 */
export function markdownToHtml(markdown: string, pictures: readonly Picture[] = []): string {
	const plugins = MARKED.test(markdown)
		? { mdastPlugins: [rawHtmlAsText], hastPlugins: [ownElements(pictures)] }
		: { mdastPlugins: [], hastPlugins: [] };
	const { html } = compile(markdown, {
		features: { frontmatter: false, gfm: { footnotes: false }, smartPunctuation: false },
		...plugins,
	});
	return html;
}

/** Raw HTML in a body is shown as the text it is. */
const rawHtmlAsText = defineMdastPlugin({
	name: 'raw-html-as-text',
	html(node, ctx) {
		ctx.replaceNode(node, { type: 'text', value: node.value });
	},
});

/**
 * All that is done to elements, in one pass: a pass costs as much as reading the text. The plugin's type says that it
 * works at once, which an annotation would widen away.
 */
const ownElements = (pictures: readonly Picture[]) =>
	defineHastPlugin({
		name: 'own-elements',
		element: [
			{
				filter: ['a'],
				visit(node, ctx) {
					const href = node.properties?.['href'];
					if (typeof href === 'string' && /^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(href)) {
						if (/^https?:/i.test(href)) ctx.setProperty(node, 'rel', 'noopener nofollow ugc');
					} else ctx.setProperty(node, 'href', undefined);
				},
			},
			// Tables and code may be wider than a phone: they scroll by themselves, by keyboard too.
			{
				filter: ['table'],
				visit(node, ctx) {
					const scroller = { className: ['scroller'], tabIndex: 0 };
					ctx.wrapNode(node, { type: 'element', tagName: 'div', properties: scroller, children: [] });
				},
			},
			{
				filter: ['pre'],
				visit(node, ctx) {
					ctx.setProperty(node, 'tabIndex', 0);
				},
			},
			// Alignment becomes a class, since the content security policy forbids style attributes.
			{
				filter: ['th', 'td'],
				visit(node, ctx) {
					const align = /text-align: (right|center)/.exec(String(node.properties?.['style'] ?? ''))?.[1];
					ctx.setProperty(node, 'style', undefined);
					if (align !== undefined) ctx.setProperty(node, 'className', [`align-${align}`]);
				},
			},
			// The boxes of task lists are signs to read, not controls without a label.
			{
				filter: ['input'],
				visit(node, ctx) {
					ctx.replaceNode(node, { type: 'text', value: node.properties?.['checked'] === true ? '☑' : '☐' });
				},
			},
			{
				filter: ['img'],
				visit(node, ctx) {
					const original = originalOf(String(node.properties?.['src'] ?? ''));
					const picture = pictures.find((candidate) => candidate.original === original);
					if (picture === undefined) {
						ctx.removeNode(node);
						return;
					}
					ctx.setProperty(node, 'loading', 'lazy');
					ctx.setProperty(node, 'decoding', 'async');
					const width = picture.widths.at(-1) ?? picture.width;
					ctx.setProperty(node, 'srcset', picture.widths.map((w) => `${mediaUrl(picture, w)} ${w}w`).join(', '));
					ctx.setProperty(node, 'sizes', PICTURE_SIZES.text);
					ctx.setProperty(node, 'width', String(width));
					ctx.setProperty(node, 'height', String(Math.round((width * picture.height) / picture.width)));
				},
			},
		],
	});

/** Digest of the original of one of our own pictures, to judge by its address. */
function originalOf(src: string): string | undefined {
	return /^\/media\/[0-9a-f]{2}\/([0-9a-f]{64})-\d+\.webp$/.exec(src)?.[1];
}
