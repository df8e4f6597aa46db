import type { ListedArticle } from '#catalog/queries.ts';
import type { RelatedLink } from '#core/article.ts';
import { formatList } from '#i18n/dates.ts';
import { translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { type Link, sourceName, topicLabel } from './links.ts';
import { findPublished, type Headline, toHeadline } from './teaser.ts';

/** A related article, why it is related, and who else tells the same. */
export interface RelatedArticle extends Headline {
	/** In words of the interface: `общие теги: ЮНЕСКО`. */
	readonly reason: string;
	/** Articles on the same event, folded into this one. */
	readonly folded: readonly Link[];
}

/** The related articles of an article, the ones on one event folded into the first of them. */
export function relatedArticles(site: Site, article: ListedArticle): RelatedArticle[] {
	const groups: { first: RelatedLink; members: ListedArticle[] }[] = [];
	for (const link of article.related) {
		const found = findPublished(site, link.id);
		if (found === undefined || found.id === article.reprintOf) continue;
		const group = groups.find(({ members }) => members.some((member) => isSameEvent(member, found)));
		if (group === undefined) groups.push({ first: link, members: [found] });
		else group.members.push(found);
	}
	return groups.flatMap(({ first, members: [head, ...others] }) => {
		if (head === undefined) return [];
		const folded = others.map((other) => ({
			url: other.permalink,
			label: sourceName(site, other.source),
			lang: other.lang,
		}));
		return [{ ...toHeadline(site, head), reason: reasonInWords(site, first, article.lang), folded }];
	});
}

/** True where two articles tell of one event, or one is a reprint of the other. */
function isSameEvent(a: ListedArticle, b: ListedArticle): boolean {
	if (a.reprintOf === b.id || b.reprintOf === a.id) return true;
	if (a.reprintOf !== undefined && a.reprintOf === b.reprintOf) return true;
	if (a.story !== undefined && a.story === b.story) return true;
	const tells = (x: ListedArticle, y: ListedArticle): boolean =>
		x.related.some(({ id, reason }) => id === y.id && reason === 'story');
	return tells(a, b) || tells(b, a);
}

function reasonInWords(site: Site, { reason, shared }: RelatedLink, lang: string): string {
	const t = translatorFor(lang);
	const known = reason === 'topic' ? shared.map((id) => topicLabel(site, id, lang)) : shared;
	switch (reason) {
		case 'story':
			return t('article.reasonStory');
		case 'tags':
			return t('article.reasonTags', { shared: formatList(lang, known) });
		case 'words':
			return t('article.reasonWords', { shared: formatList(lang, known) });
		case 'topic':
			return t('article.reasonTopic', { shared: formatList(lang, known) });
	}
}
