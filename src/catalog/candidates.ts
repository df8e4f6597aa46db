import type { Article } from '#core/article.ts';
import type { ReprintCandidate } from '#core/cluster.ts';
import { bandsToSearch } from '#core/cluster.ts';
import type { Day } from '#core/day.ts';
import type { ListName } from '#core/list.ts';
import { periodBounds, periodsOf } from '#core/period.ts';
import type { RelatedText } from '#core/related.ts';
import { foldAddress } from '#core/url.ts';
import type { Catalog, Row } from './catalog.ts';

/** How many articles under one key are looked at. */
const CANDIDATES_A_BAND = 30;

const CANDIDATE = `SELECT id, source, published, fingerprint,
	(SELECT original.id FROM article AS original WHERE original.id = article.reprint_of) AS reprint_of
	FROM article WHERE id = ?`;

/** An article's place in time: what ingest decides about it depends on articles before this place only. */
export interface Place {
	/** Milliseconds since 1970. */
	readonly published: number;
	readonly id: string;
}

/** The article that an address, in whatever spelling, or a guid belongs to. */
export function findByIdentity(catalog: Catalog, key: string): string | undefined {
	const id = catalog.get('SELECT id FROM identity WHERE key = ? ORDER BY id LIMIT 1', foldAddress(key))?.['id'];
	return id === undefined ? undefined : String(id);
}

/** When a known article was published, in milliseconds since 1970. */
export function findPublished(catalog: Catalog, id: string): number | undefined {
	const published = catalog.get('SELECT published FROM article WHERE id = ?', id)?.['published'];
	return published === undefined ? undefined : Number(published);
}

/** Articles of a source published after one moment and before another, in milliseconds since 1970, newest first. */
export function articlesBetween(catalog: Catalog, select: { source: string; after: number; before: number }): string[] {
	const { source, after, before } = select;
	const rows = catalog.all(
		'SELECT id FROM article WHERE source = ? AND published > ? AND published < ? ORDER BY published DESC, id LIMIT 1000',
		source,
		after,
		before,
	);
	return rows.map(({ id }) => String(id));
}

/**
 * Earlier articles whose text may be the same, oldest first; of those that are filed under one key the newest, so that
 * a source's ten thousandth daily report costs what its tenth does. What an article that is gone was the original of
 * has no original.
 */
export function reprintCandidates(catalog: Catalog, fingerprint: string, before: Place): ReprintCandidate[] {
	const ids = new Set<string>();
	for (const band of bandsToSearch(fingerprint)) {
		const rows = catalog.all(
			'SELECT id FROM band WHERE band = ? AND (published, id) < (?, ?) ORDER BY published DESC, id DESC LIMIT ?',
			band,
			before.published,
			before.id,
			CANDIDATES_A_BAND,
		);
		for (const { id } of rows) ids.add(String(id));
	}
	const rows = [...ids].flatMap((id) => catalog.all(CANDIDATE, id));
	return rows.sort(byPlace).map((row) => ({
		id: String(row['id']),
		source: String(row['source']),
		fingerprint: String(row['fingerprint']),
		reprintOf: row['reprint_of'] === null ? undefined : String(row['reprint_of']),
	}));
}

/**
 * How many earlier articles of a language have each of some terms in their title, counted up to `most`. Most articles
 * are decided about when they are the newest: the later ones are fewer than the earlier, and all are counted already.
 */
export function countTitlesWith(
	catalog: Catalog,
	select: { lang: string; terms: readonly string[]; before: Place; most: number },
): Map<string, number> {
	const { lang, before, most } = select;
	const rows = catalog.all(
		`SELECT value AS term, (SELECT count FROM title_term WHERE lang = ?1 AND term = value) AS total,
		 (SELECT count(*) FROM (SELECT 1 FROM term WHERE lang = ?1 AND term = value AND (published, id) >= (?2, ?3) LIMIT ?4)) AS later
		 FROM json_each(?5)`,
		lang,
		before.published,
		before.id,
		most,
		JSON.stringify(select.terms),
	);
	return new Map(
		rows.map((row) => {
			const [term, total, later] = [String(row['term']), Number(row['total'] ?? 0), Number(row['later'])];
			return [term, later < most ? Math.min(most, total - later) : countEarlierTitles(catalog, { ...select, term })];
		}),
	);
}

function countEarlierTitles(
	catalog: Catalog,
	{ lang, term, before, most }: { lang: string; term: string; before: Place; most: number },
): number {
	const row = catalog.get(
		'SELECT count(*) AS count FROM (SELECT 1 FROM term WHERE lang = ? AND term = ? AND (published, id) < (?, ?) LIMIT ?)',
		lang,
		term,
		before.published,
		before.id,
		most,
	);
	return Number(row?.['count'] ?? 0);
}

/** The newest earlier articles of a language with a term in their title. */
export function titlesWith(
	catalog: Catalog,
	select: { lang: string; term: string; before: Place; most: number },
): string[] {
	const { lang, term, before, most } = select;
	const rows = catalog.all(
		'SELECT id FROM term WHERE lang = ? AND term = ? AND (published, id) < (?, ?) ORDER BY published DESC, id DESC LIMIT ?',
		lang,
		term,
		before.published,
		before.id,
		most,
	);
	return rows.map(({ id }) => String(id));
}

/** How many earlier articles a list has; those of the same day are counted up to 5,000. */
export function countBefore(catalog: Catalog, list: ListName, { day, before }: { day: Day; before: Place }): number {
	const [year, month, third] = periodsOf(day);
	const steps = [
		['', year],
		[year, month],
		[month, third],
		[periodBounds(third).first, day],
	] as const;
	const counts = steps.map(([first, end]) => {
		const row = catalog.get(
			'SELECT sum(count) AS count FROM period WHERE list = ? AND length = ? AND period >= ? AND period < ?',
			list,
			end.length,
			first,
			end,
		);
		return Number(row?.['count'] ?? 0);
	});
	const sameDay = catalog.get(
		'SELECT count(*) AS count FROM (SELECT 1 FROM listing WHERE list = ? AND day = ? AND (published, id) < (?, ?) LIMIT 5000)',
		list,
		day,
		before.published,
		before.id,
	);
	return counts.reduce((sum, count) => sum + count, Number(sameDay?.['count'] ?? 0));
}

/** The newest earlier articles of a list. */
export function listBefore(
	catalog: Catalog,
	list: ListName,
	select: { day: Day; before: Place; most: number },
): RelatedText[] {
	const { day, before, most } = select;
	const rows = catalog.all(
		`SELECT article.id, article.published, article.reprint_of, article.data FROM listing JOIN article USING (id)
		 WHERE list = ? AND (listing.day, listing.published, listing.id) < (?, ?, ?)
		 ORDER BY listing.day DESC, listing.published DESC, listing.id DESC LIMIT ?`,
		list,
		day,
		before.published,
		before.id,
		most,
	);
	return rows.map(toRelatedText);
}

/** An article as the choice of related ones knows it. */
export function findRelatedText(catalog: Catalog, id: string): RelatedText | undefined {
	const row = catalog.get('SELECT id, published, reprint_of, data FROM article WHERE id = ?', id);
	return row === undefined ? undefined : toRelatedText(row);
}

function toRelatedText(row: Row): RelatedText {
	const data: Pick<Article, 'title' | 'excerpt' | 'tags' | 'topics'> = JSON.parse(String(row['data']));
	const { title, excerpt, tags } = data;
	const topics = data.topics.map((topic) => topic.id);
	const id = String(row['id']);
	const group = row['reprint_of'] === null ? id : String(row['reprint_of']);
	return { id, published: Number(row['published']), title, excerpt, tags, topics, group };
}

function isBefore(row: Row, { published, id }: Place): boolean {
	const other = Number(row['published']);
	return other < published || (other === published && String(row['id']) < id);
}

function byPlace(one: Row, other: Row): number {
	return isBefore(one, { published: Number(other['published']), id: String(other['id']) }) ? -1 : 1;
}
