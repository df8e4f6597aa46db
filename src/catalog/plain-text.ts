import { defineMdastPlugin, markdownToHtml } from 'satteri';

/**
 * The text of a body's Markdown without its marks, in one line. Raw HTML counts as the text that pages show it as.
 * Nodes are visited one by one, since building the tree overflows the stack on hostile nesting.
 *
 * @example toPlainText('## Ош\n\nСамый **древний** город') // => 'Ош Самый древний город'
 */
export function toPlainText(markdown: string): string {
	const parts: string[] = [];
	const take = ({ value }: { readonly value: string }): void => {
		parts.push(value);
	};
	const part = (): void => {
		parts.push(' ');
	};
	const collector = defineMdastPlugin({
		name: 'plain-text',
		text: take,
		inlineCode: take,
		html: take,
		code: ({ value }) => void parts.push(' ', value),
		paragraph: part,
		heading: part,
		tableCell: part,
		break: part,
	});
	markdownToHtml(markdown, {
		features: { frontmatter: false, gfm: { footnotes: false }, smartPunctuation: false },
		mdastPlugins: [collector],
	});
	return parts.join('').replace(/\s+/g, ' ').trim();
}
