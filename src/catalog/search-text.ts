import { limitBody, limitText } from '#core/rights.ts';
import type { Rights } from '#core/source.ts';
import { toPlainText } from './plain-text.ts';

/** The text of an article that search may know: what its source allows, cut as the article's page cuts it. */
export function searchText(body: string, excerpt: string, rights: Rights): string {
	return toPlainText(limitBody(body, rights)) || limitText(excerpt, rights);
}
