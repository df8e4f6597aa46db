import { translatorFor } from '#i18n/translate.ts';

/** A style sheet that shows feeds in a browser, with a line above them that says in an edition's language what a feed is. */
export function feedStyle(css: string, lang: string): string {
	const hint = translatorFor(lang)('feed.hint').replaceAll(
		/["\\\n]/g,
		(char) => `\\${char.charCodeAt(0).toString(16)} `,
	);
	return `${css}\nrss::before, feed::before { content: "${hint}"; }\n`;
}
