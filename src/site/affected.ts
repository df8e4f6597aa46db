import type { ArticleState, Changes, DocumentState } from '#catalog/changes.ts';
import {
	findBeside,
	findByPermalink,
	findListings,
	findPlaced,
	permalinksOn,
	relatedTo,
	reprintsOf,
	tagLabel,
} from '#catalog/queries.ts';
import { type Day, dayOf } from '#core/day.ts';
import { editionList, editionOf, type ListName, searchList } from '#core/list.ts';
import { isActiveNotice, type Notice } from '#core/notice.ts';
import { type Period, parsePeriodPath, periodsOf } from '#core/period.ts';
import { hasEdition } from '#core/site.ts';
import { archivePages, archivePagesOfYear, findArchivePage, hasArchive } from './archive.ts';
import {
	archiveRoute,
	articleRoute,
	cardRoute,
	fixedRoutes,
	hubRoutes,
	isList,
	type Route,
	sitemapRoute,
} from './routes.ts';
import type { Site } from './site.ts';
import { sitemapNames, sitemapNamesOf } from './sitemap.ts';
import { cardUrl, hubUrl, periodUrl } from './urls.ts';
import { hasCard, permalinksTurned } from './views/card.ts';
import { NOTICE_REACH_MS } from './views/notices.ts';

/** An output that may show something else than it did, and why. */
export interface Candidate extends Route {
	/** In words, for whoever asks why an output was written: `the page before it changed`. */
	readonly because: string;
}

/** Which addresses stand at present, as far as changes of articles make them come and go. */
export interface Standing {
	/** True where something stands at an address. */
	has(url: string): boolean;
	/** Addresses of the archive pages of a list: of one year, or of all. */
	archive(list: ListName, year?: Period): readonly string[];
	/** Addresses of all outputs of a kind of which there are few. */
	ofKind(kind: 'page' | 'sitemap'): readonly string[];
}

/** What changes of the content reach. */
export interface Affected {
	/** Outputs to look at, by address. All of them are to stand. */
	readonly candidates: ReadonlyMap<string, Candidate>;
	/** Addresses that stand and are to go. */
	readonly gone: ReadonlySet<string>;
	/** Days on which an article came, went or changed, or one that it is a reprint of. */
	readonly days: ReadonlySet<Day>;
}

/** What is asked. */
export interface AffectedInput {
	readonly site: Site;
	readonly changes: Changes;
	readonly standing: Standing;
	/** The instant that the last build counted as its own. */
	readonly asOfBefore: string;
}

/**
 * The outputs that changes of articles, notices and pages of text reach: a superset of those that show something
 * else now, found from the changes and not by visiting the site. Every relation between what pages show is
 * written here and nowhere else.
 *
 * @returns `undefined` where a change reaches every page: then all are to be looked at.
 */
export function affectedOutputs(input: AffectedInput): Affected | undefined {
	if (input.changes.documents.some((state) => reachesAll(state, input.changes.documents))) return undefined;
	const reach = new Reach(input);
	for (const route of fixedRoutes(input.site)) reach.look(route, 'it is looked at in every build that has changes');
	const touched = new Map(input.changes.articles.map((state) => [state.id, state]));
	for (const state of input.changes.articles) reach.state(state);
	for (const id of touched.keys()) reach.article(id);
	reach.labels();
	reach.notices();
	reach.searches();
	reach.cards();
	reach.lists();
	reach.sitemaps();
	return reach.end();
}

/** True where a small file stands in what surrounds many pages: names of sources and topics, titles of pages in the footer. */
function reachesAll(state: DocumentState, all: readonly DocumentState[]): boolean {
	if (['notices', 'removed', 'searches'].includes(state.kind)) return false;
	if (state.kind !== 'pages') return true;
	const states = all.filter(({ kind, id }) => kind === state.kind && id === state.id);
	const isEdited = states.length > 1 && states.length % 2 === 0;
	return !isEdited || new Set(states.map(({ value }) => value?.['title'])).size > 1;
}

/** Gathers candidates; an address is looked at once, for the first reason that was found. */
class Reach {
	readonly #site: Site;
	readonly #standing: Standing;
	readonly #input: AffectedInput;
	readonly #candidates = new Map<string, Candidate>();
	readonly #gone = new Set<string>();
	/** Days on which something changed, by list, with the reason. */
	readonly #days = new Map<ListName, Map<string, string>>();
	readonly #whole = new Map<ListName, string>();
	/** Labels that the pages of tags bore, by list. */
	readonly #labels = new Map<ListName, string>();
	readonly #seen = new Set<string>();

	constructor(input: AffectedInput) {
		this.#site = input.site;
		this.#standing = input.standing;
		this.#input = input;
	}

	look(route: Route, because: string): void {
		if (!this.#candidates.has(route.url)) this.#candidates.set(route.url, { ...route, because });
	}

	/** A place where an article stood or stands: its lists, its neighbours, its address. */
	state(state: ArticleState): void {
		const { id, permalink, lang, reprintOf } = state;
		for (const list of state.lists) this.#touch(list, state.day, `article ${id} came, went or changed`);
		for (const [list, label] of Object.entries(state.labels)) {
			if (!this.#labels.has(list)) this.#labels.set(list, label);
		}
		const holder = findByPermalink(this.#site.catalog, permalink);
		if (holder === undefined || !hasEdition(this.#site.config, holder.lang)) {
			this.#remove(permalink);
			this.#remove(cardUrl(permalink));
		}
		if (reprintOf !== undefined) this.#partner(reprintOf, `its reprint ${id} came, went or changed`);
		if (!hasEdition(this.#site.config, lang)) return;
		for (const neighbour of findBeside(this.#site.catalog, state)) {
			this.look(articleRoute(neighbour.permalink), `article ${id} beside it came, went or changed`);
		}
	}

	/** An article that changed in any way: its page, its reprints, the pages that name it. */
	article(id: string): void {
		this.#page(id, 'its article changed');
		for (const reprint of reprintsOf(this.#site.catalog, id)) this.#partner(reprint.id, `its original ${id} changed`);
		for (const other of relatedTo(this.#site.catalog, id)) this.#page(other, `it names ${id} as related`);
	}

	/** Pages of tags whose most frequent spelling is another one now. */
	labels(): void {
		for (const [list, label] of this.#labels) {
			const [lang = '', , key = ''] = list.split('/');
			const now = tagLabel(this.#site.catalog, lang, key);
			if (now !== label) this.#whole.set(list, `its tag is now spelled “${now}”`);
		}
	}

	/** Articles beside which a notice stood, or stands now. */
	notices(): void {
		const { site, changes, asOfBefore } = this.#input;
		const states = changes.documents.filter(({ kind }) => kind === 'notices').map(({ value }) => value);
		const changed = states.filter((value) => value !== undefined).map(toNotice);
		const turned = site.notices.filter(
			(notice) => isActiveNotice(notice, asOfBefore) !== isActiveNotice(notice, site.asOf),
		);
		for (const notice of [...changed, ...turned]) {
			if (!hasEdition(site.config, notice.lang)) continue;
			const first = dayOf(new Date(Date.parse(notice.startsAt) - NOTICE_REACH_MS).toISOString(), site.config.timeZone);
			for (const permalink of permalinksOn(site.catalog, editionList(notice.lang), { first, last: '9' })) {
				this.look(articleRoute(permalink), `notice ${notice.id} came, went or changed`);
			}
		}
	}

	/** All that stands of saved searches that came, went or changed: other articles may answer. */
	searches(): void {
		const { site, changes } = this.#input;
		for (const { kind, id } of changes.documents) {
			for (const lang of kind === 'searches' ? site.config.editions : []) {
				const list = searchList(lang, id);
				for (const { url } of hubRoutes(list)) this.#remove(url);
				for (const url of this.#standing.archive(list)) this.#remove(url);
				this.#whole.set(list, `saved search ${id} came, went or changed`);
			}
		}
	}

	/** Articles that are too old for a card of their own by now, or were. */
	cards(): void {
		const { site, asOfBefore } = this.#input;
		for (const permalink of permalinksTurned(site, asOfBefore)) {
			const id = findByPermalink(site.catalog, permalink)?.id;
			if (id !== undefined) this.#page(id, 'it reached the age at which cards go');
		}
	}

	/** Hubs, feeds and archives of the lists that were touched. */
	lists(): void {
		for (const [list, because] of this.#whole) this.#wholeList(list, because);
		for (const [list, days] of this.#days) this.#list(list, days);
	}

	/** The sitemaps that cover a day on which something changed, and those that come or go. */
	sitemaps(): void {
		const { site } = this.#input;
		const names = new Set(sitemapNames(site));
		const urls = new Set(Array.from(names, (name) => sitemapRoute(name).url));
		for (const name of names) {
			const route = sitemapRoute(name);
			if (!this.#standing.has(route.url)) this.look(route, 'it is new');
		}
		for (const url of this.#standing.ofKind('sitemap')) if (!urls.has(url)) this.#gone.add(url);
		for (const lang of site.config.editions) {
			for (const [day, because] of this.#days.get(editionList(lang)) ?? []) {
				for (const name of sitemapNamesOf(names, day)) this.look(sitemapRoute(name), because);
			}
		}
		const pages = new Set(site.pages.map(({ lang, id }) => `/${lang}/${id}/`));
		for (const url of this.#standing.ofKind('page')) if (!pages.has(url)) this.#gone.add(url);
	}

	end(): Affected {
		for (const url of this.#candidates.keys()) this.#gone.delete(url);
		const days = new Set([...this.#days.values()].flatMap((ofList) => [...ofList.keys()]));
		return { candidates: this.#candidates, gone: this.#gone, days };
	}

	#page(id: string, because: string): void {
		const article = findPlaced(this.#site.catalog, id);
		if (article === undefined || !hasEdition(this.#site.config, article.lang)) return;
		this.look(articleRoute(article.permalink), because);
		if (hasCard(this.#site, article)) this.look(cardRoute(article.permalink), because);
		else this.#remove(cardUrl(article.permalink));
	}

	/** An original or reprint of what changed: its page names the other, and so does its teaser everywhere. */
	#partner(id: string, because: string): void {
		if (this.#seen.has(id)) return;
		this.#seen.add(id);
		this.#page(id, because);
		for (const { list, day } of findListings(this.#site.catalog, id)) this.#touch(list, day, because);
	}

	#touch(list: ListName, day: string, because: string): void {
		if (!hasEdition(this.#site.config, editionOf(list))) return;
		const days = this.#days.get(list) ?? new Map<string, string>();
		if (!days.has(day)) days.set(day, because);
		this.#days.set(list, days);
	}

	#remove(url: string): void {
		if (this.#standing.has(url)) this.#gone.add(url);
	}

	#list(list: ListName, days: ReadonlyMap<string, string>): void {
		const { catalog } = this.#site;
		const because = [...days.values()][0] ?? '';
		const [stands, stood] = [isList(this.#site, list), this.#standing.has(hubUrl(list))];
		if (stands !== stood) this.#counterparts(list, `${list} came or went`);
		if (!stands) {
			for (const { url } of hubRoutes(list)) this.#remove(url);
			for (const url of this.#standing.archive(list)) this.#remove(url);
			return;
		}
		for (const route of hubRoutes(list)) this.look(route, because);
		const hadArchive = this.#standing.archive(list).length > 0;
		if (hadArchive !== hasArchive(catalog, list)) {
			this.#compare(list, because);
			return;
		}
		for (const year of new Set(Array.from(days.keys(), (day) => day.slice(0, 4)))) this.#compare(list, because, year);
		for (const [day, reason] of days) {
			for (const period of periodsOf(day)) {
				if (findArchivePage(catalog, list, period) !== undefined) this.look(archiveRoute(list, period), reason);
			}
		}
	}

	/** Archive pages of a list that come or go because a period is split or joined, and the same pages of other editions, whose switch leads there. */
	#compare(list: ListName, because: string, year?: Period): void {
		const { catalog } = this.#site;
		const pages = year === undefined ? archivePages(catalog, list) : archivePagesOfYear(catalog, list, year);
		const expected = new Map(Array.from(pages, ({ period }) => [periodUrl(list, period), period]));
		const standing = new Set(this.#standing.archive(list, year));
		for (const [url, period] of expected) {
			if (standing.has(url)) continue;
			this.look(archiveRoute(list, period), because);
			this.#counterpart(list, period, `the same page of ${list} came`);
		}
		for (const url of standing) {
			if (expected.has(url)) continue;
			this.#gone.add(url);
			const period = parsePeriodPath(url.slice(hubUrl(list).length));
			if (period !== undefined) this.#counterpart(list, period, `the same page of ${list} went`);
		}
	}

	#counterpart(list: ListName, period: Period, because: string): void {
		for (const other of this.#inOtherEditions(list)) {
			if (findArchivePage(this.#site.catalog, other, period) !== undefined)
				this.look(archiveRoute(other, period), because);
		}
	}

	#counterparts(list: ListName, because: string): void {
		for (const other of this.#inOtherEditions(list)) {
			if (isList(this.#site, other)) this.#wholeList(other, because);
		}
	}

	/** A list's hub and feed and all of its archive. */
	#wholeList(list: ListName, because: string): void {
		if (!(hasEdition(this.#site.config, editionOf(list)) && isList(this.#site, list))) return;
		for (const route of hubRoutes(list)) this.look(route, because);
		for (const { period } of archivePages(this.#site.catalog, list)) this.look(archiveRoute(list, period), because);
	}

	#inOtherEditions(list: ListName): ListName[] {
		const [lang = '', ...rest] = list.split('/');
		return this.#site.config.editions.filter((other) => other !== lang).map((other) => [other, ...rest].join('/'));
	}
}

function toNotice(value: Readonly<Record<string, unknown>>): Pick<Notice, 'id' | 'lang' | 'startsAt'> {
	return { id: String(value['id']), lang: String(value['lang']), startsAt: String(value['startsAt']) };
}
