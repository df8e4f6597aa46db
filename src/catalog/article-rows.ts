import { dirname } from 'node:path';
import { type Article, mediaPath } from '#core/article.ts';
import { bandsOf } from '#core/cluster.ts';
import { dayOf } from '#core/day.ts';
import { listsOf, tagList } from '#core/list.ts';
import { periodsOf } from '#core/period.ts';
import type { SiteConfig } from '#core/site.ts';
import { tagKey } from '#core/tag.ts';
import { terms } from '#core/terms.ts';
import type { Catalog } from './catalog.ts';
import { type ArticleState, isTracked, noteArticle } from './changes.ts';
import { type ListedArticle, tagLabel } from './queries.ts';
import type { FoundFile } from './walk.ts';

/** An article as its file holds it. */
export interface WrittenArticle extends FoundFile {
	readonly article: Article;
	/** SHA-256 of the file's bytes. */
	readonly sha256: string;
}

/** A count goes up when an article comes, down when it goes; at 0 its row goes too. */
type Step = 1 | -1;

/** Takes an article into every table of the catalog, in place of its earlier state where there is one. */
export function putArticle(catalog: Catalog, site: SiteConfig, written: WrittenArticle): void {
	const { article, path, size, mtime, ctime, sha256 } = written;
	removeArticle(catalog, article.id);
	const { identity, fingerprint, ...data } = article;
	const { id, lang } = article;
	const published = Date.parse(article.publishedAt);
	const day = dayOf(article.publishedAt, site.timeZone);
	insert(catalog, 'article', {
		id,
		path,
		folder: dirname(path),
		size,
		mtime,
		ctime,
		sha256,
		permalink: article.permalink,
		lang,
		source: article.source,
		published,
		day,
		first_seen: new Date(article.firstSeenAt).toISOString(),
		reprint_of: article.reprintOf ?? null,
		fingerprint: fingerprint ?? null,
		data: JSON.stringify(data),
	});
	for (const key of new Set(identity)) insert(catalog, 'identity', { key, id });
	const lists = listsOf(article);
	const pictures = picturesOf(article);
	if (isTracked(catalog)) note(catalog, article, { published, day, lists, pictures });
	for (const list of lists) {
		insert(catalog, 'listing', { list, day, published, id });
		countListed(catalog, { list, day, step: 1 });
	}
	for (const label of new Set(article.tags)) countTag(catalog, { lang, label, step: 1 });
	for (const term of new Set(terms(article.title))) insert(catalog, 'term', { lang, term, published, id });
	for (const band of bandsOf(fingerprint ?? '')) insert(catalog, 'band', { band, id });
	for (const { id: target } of article.related) insert(catalog, 'relation', { target, id });
	for (const file of pictures) insert(catalog, 'picture', { file, id });
}

/** Takes an article out of every table; does nothing where the catalog does not know it. */
export function removeArticle(catalog: Catalog, id: string): void {
	const row = catalog.get('SELECT data, published, day, fingerprint FROM article WHERE id = ?', id);
	if (row === undefined) return;
	const article: ListedArticle = JSON.parse(String(row['data']));
	const day = String(row['day']);
	const lists = listsOf(article);
	if (isTracked(catalog)) {
		note(catalog, article, { published: Number(row['published']), day, lists, pictures: picturesOf(article) });
	}
	for (const list of lists) countListed(catalog, { list, day, step: -1 });
	for (const label of new Set(article.tags)) countTag(catalog, { lang: article.lang, label, step: -1 });
	for (const band of bandsOf(String(row['fingerprint'] ?? ''))) {
		catalog.run('DELETE FROM band WHERE band = ? AND id = ?', band, id);
	}
	for (const table of ['listing', 'identity', 'term', 'relation', 'picture', 'article']) {
		catalog.run(`DELETE FROM ${table} WHERE id = ?`, id);
	}
}

/** Files of `media/` that an article's pictures are, relative to the content folder. */
function picturesOf({ image, pictures = [] }: ListedArticle): string[] {
	const shown = image === undefined ? pictures : [image, ...pictures];
	return [...new Set(shown.flatMap((picture) => picture.widths.map((width) => mediaPath(picture.original, width))))];
}

/** Notes the state that an article leaves or takes, before its tags are counted. */
function note(
	catalog: Catalog,
	article: ListedArticle,
	place: Pick<ArticleState, 'published' | 'day' | 'lists' | 'pictures'>,
): void {
	const { id, permalink, lang, reprintOf } = article;
	const keys = new Set(article.tags.map(tagKey));
	const labels = Array.from(keys, (key) => [tagList(lang, key), tagLabel(catalog, lang, key)] as const);
	noteArticle(catalog, {
		id,
		permalink,
		lang,
		...place,
		...(reprintOf === undefined ? {} : { reprintOf }),
		labels: Object.fromEntries(labels),
	});
}

function countListed(catalog: Catalog, { list, day, step }: { list: string; day: string; step: Step }): void {
	count(catalog, { table: 'list', key: { list }, step });
	for (const period of periodsOf(day)) count(catalog, { table: 'period', key: { list, period }, step });
}

function countTag(catalog: Catalog, { lang, label, step }: { lang: string; label: string; step: Step }): void {
	const key = tagKey(label);
	if (key !== '') count(catalog, { table: 'tag', key: { lang, key, label }, step });
}

function count(
	catalog: Catalog,
	{ table, key, step }: { table: string; key: Readonly<Record<string, string>>; step: Step },
): void {
	const where = Object.keys(key)
		.map((column) => `${column} = ?`)
		.join(' AND ');
	const values = Object.values(key);
	if (step === 1) {
		const marks = values.map(() => '?').join(', ');
		catalog.run(`INSERT INTO ${table} VALUES (${marks}, 1) ON CONFLICT DO UPDATE SET count = count + 1`, ...values);
	} else {
		catalog.run(`UPDATE ${table} SET count = count - 1 WHERE ${where}`, ...values);
		catalog.run(`DELETE FROM ${table} WHERE ${where} AND count = 0`, ...values);
	}
}

/** Adds a row where there is none with its key; column names come from this file alone. */
function insert(catalog: Catalog, table: string, row: Readonly<Record<string, string | number | null>>): void {
	const columns = Object.keys(row);
	const marks = columns.map(() => '?').join(', ');
	catalog.run(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, ...Object.values(row));
}
