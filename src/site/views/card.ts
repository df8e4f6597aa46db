import { findByPermalink, type PlacedArticle, permalinksOn } from '#catalog/queries.ts';
import { type Day, dayOf, localIso } from '#core/day.ts';
import { editionList } from '#core/list.ts';
import { limitPicture } from '#core/rights.ts';
import { formatInstant } from '#i18n/dates.ts';
import { translatorFor } from '#i18n/translate.ts';
import type { Site } from '../site.ts';
import { sourceName } from './links.ts';
import { rightsOf } from './teaser.ts';

/** What the picture of a link preview shows: an article, or where there is none the site itself. */
export interface CardView {
	readonly lang: string;
	readonly site: string;
	/** Headline, or what the site is. */
	readonly title: string;
	/** Facts below it. */
	readonly facts: readonly string[];
}

/** Days for which an article without a picture has a card of its own: news is shared while it is news. */
const CARD_DAYS = 3;
const DAY_MS = 86_400_000;

/** Parameters of a card's route. */
type Params = Readonly<Partial<Record<'lang' | 'year' | 'month' | 'day' | 'slug', string | undefined>>>;

/** What the card of an article shows, or `undefined` where it has none. */
export function articleCardView(site: Site, { lang, year, month, day, slug }: Params): CardView | undefined {
	const article = findByPermalink(site.catalog, `/${lang}/${year}/${month}/${day}/${slug}/`);
	if (article === undefined || !hasCard(site, article)) return undefined;
	const at = localIso(article.publishedAt, site.config.timeZone);
	return {
		lang: article.lang,
		site: site.config.name,
		title: article.title,
		facts: [sourceName(site, article.source), formatInstant(article.lang, at, 'date')],
	};
}

/** What the card of an edition shows, which stands for all of its pages that have none. */
export function editionCardView(site: Site, { lang = '' }: Params): CardView {
	return { lang, site: site.config.name, title: translatorFor(lang)('site.tagline'), facts: [] };
}

/** True where an article has a card of its own: it is recent, and has no picture that may be shown. */
export function hasCard(site: Site, article: Pick<PlacedArticle, 'day' | 'image' | 'source' | 'lang'>): boolean {
	if (!site.config.editions.includes(article.lang) || article.day < firstCardDay(site, site.asOf)) return false;
	return limitPicture(article.image, rightsOf(site, article.source)) === undefined;
}

/** Addresses of the articles that have cards, oldest first. */
export function permalinksWithCards(site: Site): string[] {
	return permalinksOf(site, firstCardDay(site, site.asOf), '9').filter((permalink) => {
		const article = findByPermalink(site.catalog, permalink);
		return article !== undefined && hasCard(site, article);
	});
}

/** Addresses of the articles that are recent as of one instant and not as of the other, those of the last day between them too. */
export function permalinksTurned(site: Site, asOfBefore: string): string[] {
	const [first = '', last = ''] = [asOfBefore, site.asOf].map((asOf) => firstCardDay(site, asOf)).sort();
	return first === last ? [] : permalinksOf(site, first, last);
}

function permalinksOf(site: Site, first: Day, last: Day): string[] {
	return site.config.editions.flatMap((lang) => permalinksOn(site.catalog, editionList(lang), { first, last }));
}

function firstCardDay({ config }: Site, asOf: string): Day {
	return dayOf(new Date(Date.parse(asOf) - CARD_DAYS * DAY_MS).toISOString(), config.timeZone);
}
