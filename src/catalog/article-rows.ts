import { posix } from 'node:path';
import { type Article, mediaPath } from '#core/article.ts';
import { bandsOf } from '#core/cluster.ts';
import { dayOf } from '#core/day.ts';
import { type ListName, listsOf, tagList } from '#core/list.ts';
import type { SiteConfig } from '#core/site.ts';
import { tagKey } from '#core/tag.ts';
import { terms } from '#core/terms.ts';
import { foldAddress } from '#core/url.ts';
import type { Catalog } from './catalog.ts';
import { type ArticleState, isTracked, noteArticle } from './changes.ts';
import { Counts } from './counts.ts';
import { findListings, type ListedArticle, tagLabel } from './queries.ts';
import type { FoundFile } from './walk.ts';

/** An article as its file holds it. */
export interface WrittenArticle extends FoundFile {
	readonly article: Article;
	/** SHA-256 of the file's bytes. */
	readonly sha256: string;
}

/** How an article is taken in. */
export interface PutOptions {
	readonly site: Pick<SiteConfig, 'timeZone'>;
	/** Holds the counts of many articles, to be flushed by the caller; those of this one are written at once where absent. */
	readonly counts?: Counts | undefined;
	/** Lists of the saved searches that it answers; where absent, the next sync asks. */
	readonly answered?: readonly ListName[];
}

/** Takes an article into every table of the catalog, in place of its earlier state where there is one. */
export function putArticle(catalog: Catalog, written: WrittenArticle, { site, counts, answered }: PutOptions): void {
	const { article, path, size, mtime, ctime, sha256 } = written;
	const held = counts ?? new Counts(catalog);
	removeArticle(catalog, article.id, counts);
	const { identity, fingerprint, ...data } = article;
	const { id, lang } = article;
	const published = Date.parse(article.publishedAt);
	const day = dayOf(article.publishedAt, site.timeZone);
	const folder = posix.dirname(path);
	insert(catalog, 'file', { folder, name: posix.basename(path), id, size, mtime, ctime });
	catalog.run(UNLISTED, folder);
	insert(catalog, 'article', {
		id,
		path,
		sha256,
		permalink: article.permalink,
		lang,
		source: article.source,
		published,
		day,
		first_seen: new Date(article.firstSeenAt).toISOString(),
		changed: Date.parse(article.updatedAt ?? article.firstSeenAt),
		reprint_of: article.reprintOf ?? null,
		removed_at: article.removedAt ?? null,
		fingerprint: fingerprint ?? null,
		data: JSON.stringify(data),
	});
	for (const key of new Set(identity.map(foldAddress))) insert(catalog, 'identity', { key, id });
	if (answered === undefined) insert(catalog, 'unasked', { id });
	const lists = [...listsOf(article), ...(answered ?? [])];
	const pictures = picturesOf(article);
	if (isTracked(catalog)) note(catalog, article, { published, day, lists, pictures });
	for (const list of lists) {
		insert(catalog, 'listing', { list, day, published, id });
	}
	held.addListed(lists, day, 1);
	held.addTags(lang, article.tags, 1);
	held.addTerms(lang, article.title, 1);
	if (counts === undefined) held.flush();
	for (const term of new Set(terms(article.title))) insert(catalog, 'term', { lang, term, published, id });
	for (const band of bandsOf(fingerprint ?? '')) insert(catalog, 'band', { band, published, id });
	for (const { id: target } of article.related) insert(catalog, 'relation', { target, id });
	for (const file of pictures) insert(catalog, 'picture', { file, id });
}

/** Takes an article out of every table; does nothing where the catalog does not know it. @param counts as in {@link PutOptions} */
export function removeArticle(catalog: Catalog, id: string, counts?: Counts): void {
	const row = catalog.get('SELECT path, data, published, day, fingerprint FROM article WHERE id = ?', id);
	if (row === undefined) return;
	const article: ListedArticle = JSON.parse(String(row['data']));
	const day = String(row['day']);
	const lists = findListings(catalog, id).map(({ list }) => list);
	if (isTracked(catalog)) {
		note(catalog, article, { published: Number(row['published']), day, lists, pictures: picturesOf(article) });
	}
	catalog.run(UNLISTED, posix.dirname(String(row['path'])));
	const held = counts ?? new Counts(catalog);
	held.addListed(lists, day, -1);
	held.addTags(article.lang, article.tags, -1);
	held.addTerms(article.lang, article.title, -1);
	if (counts === undefined) held.flush();
	for (const band of bandsOf(String(row['fingerprint'] ?? ''))) {
		catalog.run('DELETE FROM band WHERE band = ? AND published = ? AND id = ?', band, Number(row['published']), id);
	}
	for (const table of ['listing', 'identity', 'term', 'relation', 'picture', 'unasked', 'file', 'article']) {
		catalog.run(`DELETE FROM ${table} WHERE id = ?`, id);
	}
}

/** A folder's stamp stands for the rows of its files: once one of them is another, its files are compared again. */
const UNLISTED = "UPDATE folder SET stamp = '' WHERE path = ?";

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

/** Adds a row where there is none with its key; column names come from this file alone. */
function insert(catalog: Catalog, table: string, row: Readonly<Record<string, string | number | null>>): void {
	const columns = Object.keys(row);
	const marks = columns.map(() => '?').join(', ');
	catalog.run(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, ...Object.values(row));
}
