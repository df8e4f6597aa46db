import type { ListName } from '#core/list.ts';
import type { Site } from '../site.ts';
import { toAtom } from './atom.ts';
import { feedDocument } from './document.ts';
import { type FeedFormat, feedFormatsOf } from './formats.ts';
import { toJsonFeed } from './json.ts';
import { toRss } from './rss.ts';

const WRITERS = { feed: toRss, atomFeed: toAtom, jsonFeed: toJsonFeed } as const;

/**
 * The feed of a list's newest articles in a format; valid where there are none.
 *
 * @returns the document, or `undefined` where there is no such list, or no such feed of it.
 */
export async function feedOf(site: Site, list: ListName, kind: FeedFormat['kind']): Promise<string | undefined> {
	if (!feedFormatsOf(list).some((format) => format.kind === kind)) return undefined;
	const document = await feedDocument(site, list);
	return document === undefined ? undefined : WRITERS[kind](site, document);
}
