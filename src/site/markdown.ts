import { markdownToHtml as compile, defineHastPlugin, defineMdastPlugin } from 'satteri';
import type { Picture } from '#core/article.ts';
import { mediaUrl } from './urls.ts';

/** Widths at which a reader's column shows a picture of the text. */
const BODY_SIZES = '(min-width: 48rem) 42rem, 100vw';

/** Raw HTML in a body is shown as the text it is. */
const rawHtmlAsText = defineMdastPlugin({
	name: 'raw-html-as-text',
	html(node, ctx) {
		ctx.replaceNode(node, { type: 'text', value: node.value });
	},
});

/**
 * A body's Markdown as HTML: no raw HTML, links to http, https and mail only, pictures from our own media
 * folder only, with their sizes. Bodies of articles come from outside: this is the second of two filters
 * (`ingest/sanitize.ts` is the first).
 */
export function markdownToHtml(markdown: string, pictures: readonly Picture[] = []): string {
	const { html } = compile(markdown, {
		features: { frontmatter: false, gfm: { footnotes: false }, smartPunctuation: false },
		mdastPlugins: [rawHtmlAsText],
		hastPlugins: [safeLinks, tables, plainTasks, ownPictures(pictures)],
	});
	return html;
}

const safeLinks = defineHastPlugin({
	name: 'safe-links',
	element: {
		filter: ['a'],
		visit(node, ctx) {
			const href = node.properties?.['href'];
			if (typeof href === 'string' && /^(https?:\/\/|mailto:|\/(?!\/)|#)/i.test(href)) {
				if (/^https?:/i.test(href)) ctx.setProperty(node, 'rel', 'noopener nofollow ugc');
			} else ctx.setProperty(node, 'href', undefined);
		},
	},
});

/**
 * Tables and code may be wider than a phone: they scroll by themselves, by keyboard too. Alignment becomes a class,
 * since the content security policy forbids style attributes.
 */
const tables = defineHastPlugin({
	name: 'tables',
	element: [
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
		{
			filter: ['th', 'td'],
			visit(node, ctx) {
				const align = /text-align: (right|center)/.exec(String(node.properties?.['style'] ?? ''))?.[1];
				ctx.setProperty(node, 'style', undefined);
				if (align !== undefined) ctx.setProperty(node, 'className', [`align-${align}`]);
			},
		},
	],
});

/** The boxes of task lists are signs to read, not controls without a label. */
const plainTasks = defineHastPlugin({
	name: 'plain-tasks',
	element: {
		filter: ['input'],
		visit(node, ctx) {
			ctx.replaceNode(node, { type: 'text', value: node.properties?.['checked'] === true ? '☑' : '☐' });
		},
	},
});

/** The plugin's type says that it works at once, which an annotation would widen away. */
const ownPictures = (pictures: readonly Picture[]) =>
	defineHastPlugin({
		name: 'own-pictures',
		element: {
			filter: ['img'],
			visit(node, ctx) {
				const source = String(node.properties?.['src'] ?? '');
				const original = /^\/media\/[0-9a-f]{2}\/([0-9a-f]{64})-\d+\.webp$/.exec(source)?.[1];
				if (original === undefined) {
					ctx.removeNode(node);
					return;
				}
				const picture = pictures.find((candidate) => candidate.original === original);
				if (picture === undefined) {
					ctx.removeNode(node);
					return;
				}
				ctx.setProperty(node, 'loading', 'lazy');
				ctx.setProperty(node, 'decoding', 'async');
				const width = picture.widths.at(-1) ?? picture.width;
				ctx.setProperty(node, 'srcset', picture.widths.map((w) => `${mediaUrl(picture, w)} ${w}w`).join(', '));
				ctx.setProperty(node, 'sizes', BODY_SIZES);
				ctx.setProperty(node, 'width', String(width));
				ctx.setProperty(node, 'height', String(Math.round((width * picture.height) / picture.width)));
			},
		},
	});
