import { Parser } from 'htmlparser2';
import { resolveWebUrl } from '#core/url.ts';

/** The head of a page ends long before. */
const MAX_LENGTH = 200_000;
const MAX_LINKS = 5;

/** The feeds that a web page names as its own, in order, those of comments last. */
export function findFeedLinks(html: string, location: string): string[] {
	const found = new Map<string, boolean>();
	const parser = new Parser({
		onopentag: (tag, { rel = '', type = '', href = '', title = '' }) => {
			if (tag !== 'link' || found.size >= MAX_LINKS || !/\balternate\b/i.test(rel)) return;
			if (!/^application\/((rss|atom|rdf)\+xml|feed\+json|json)/i.test(type.trim())) return;
			const url = resolveWebUrl(href, location);
			if (url !== undefined && !found.has(url)) found.set(url, /comment|комментар/i.test(`${title} ${href}`));
		},
	});
	parser.end(html.slice(0, MAX_LENGTH));
	const links = [...found];
	return [
		...links.filter(([, isOfComments]) => !isOfComments),
		...links.filter(([, isOfComments]) => isOfComments),
	].map(([url]) => url);
}
