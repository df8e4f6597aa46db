import { putArticle } from '#catalog/article-rows.ts';
import { getArticleDocument } from '#catalog/documents.ts';
import { allSources, allTopics } from '#catalog/queries.ts';
import type { Article, ArticleDocument } from '#core/article.ts';
import { fingerprintOf } from '#core/cluster.ts';
import { ContentError } from '#core/content-error.ts';
import type { Rights, Source } from '#core/source.ts';
import type { Topic } from '#core/topic.ts';
import { contentOf, limitContent } from './compose.ts';
import { decide } from './decide.ts';
import { SetupError } from './jobs.ts';
import { type ContentPlace, type OpenContent, openContent } from './open-content.ts';
import { patchArticle } from './patch-article.ts';
import { passOnReprints } from './removal/mend-reprints.ts';
import { markdownToText } from './text/to-markdown.ts';
import { formatArticle, pretendToWrite, writeArticle } from './write.ts';

/** Articles that the catalog takes in at a time: a killed run loses its rows of no more, and no file. */
const BATCH = 200;

/** Which stored articles to decide about anew. */
export interface RedecideOptions extends ContentPlace {
	/** The only source whose articles are looked at. */
	readonly source?: string;
	readonly isDryRun?: boolean;
	readonly onProgress?: (done: number, total: number) => void;
}

/** What changed in the stored articles of one source. */
export interface Redecided {
	readonly id: string;
	articles: number;
	changed: number;
	/** Of those that changed: whose text or excerpt was cut, whose pictures went, and of which this was decided otherwise. */
	texts: number;
	pictures: number;
	topics: number;
	reprints: number;
	related: number;
	/** Articles that hold less than the source allows: only taking them in again brings the rest. */
	short: number;
	/** False where the source states no rights, or has no file: its articles are left as they are. */
	readonly hasRights: boolean;
}

/**
 * Applies today's rights, rules and topics to stored articles, oldest first, as if they were taken in today; text that is
 * gone does not come back. Fields that a person has locked stay. Doing it twice changes nothing the second time.
 *
 * @throws ContentError where an article's file cannot be used, SetupError where there is no such source.
 */
export function redecide(options: RedecideOptions): Redecided[] {
	const content = openContent(options, 'npm run ingest -- --redecide');
	try {
		const broken = content.problems.filter(({ file }) => file.startsWith('articles/'));
		if (broken.length > 0) throw new ContentError(broken);
		const work = openWork(content, options.isDryRun === true);
		const places = placesOf(content, options.source);
		if (places.length === 0 && options.source !== undefined) throw new SetupError(nothingOf(options.source));
		content.catalog.db.exec('BEGIN IMMEDIATE');
		for (const [index, path] of places.entries()) {
			redecideArticle(work, path);
			if ((index + 1) % BATCH !== 0) continue;
			if (!work.isDryRun) content.catalog.db.exec('COMMIT; BEGIN IMMEDIATE');
			options.onProgress?.(index + 1, places.length);
		}
		content.catalog.db.exec(work.isDryRun ? 'ROLLBACK' : 'COMMIT');
		return [...work.reports.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
	} finally {
		content.close();
	}
}

/** What the steps share. */
interface Work extends OpenContent {
	readonly sources: ReadonlyMap<string, Source>;
	readonly topics: readonly Topic[];
	readonly reports: Map<string, Redecided>;
	readonly isDryRun: boolean;
}

function openWork(content: OpenContent, isDryRun: boolean): Work {
	const { catalog } = content;
	const sources = new Map(allSources(catalog).map((source) => [source.id, source]));
	return { ...content, sources, topics: allTopics(catalog), reports: new Map(), isDryRun };
}

/** Paths of the files of articles, in the order of decisions. */
function placesOf({ catalog }: OpenContent, source: string | undefined): string[] {
	const rows = catalog.all(
		"SELECT path FROM article WHERE ?1 = '' OR source = ?1 ORDER BY published, id",
		source ?? '',
	);
	return rows.map((row) => String(row['path']));
}

function nothingOf(source: string): string {
	return `There is no stored article of source “${source}” to decide about.`;
}

function redecideArticle(work: Work, path: string): void {
	const { catalog, contentDir, site, topics, sources } = work;
	const document = getArticleDocument(contentDir, path);
	const { article } = document;
	const rights = sources.get(article.source)?.rights;
	const report = reportOf(work, article.source, rights);
	report.articles++;
	if (rights === undefined) return;
	const before = contentOf(document);
	const text = markdownToText(before.body);
	// The fingerprint is that of the whole text, however little of it was kept.
	const isWhole = before.body !== '' && fingerprintOf(text) === article.fingerprint;
	if (!isWhole && article.fingerprint !== undefined && isMoreAllowed(text, rights)) report.short++;
	const limited = limitContent(before, text, rights);
	const free = patchArticle(article, { ...limited.fields });
	const known = isWhole ? {} : { known: article.topics };
	const { reprintOf, ...decisions } = decide(free, text, { catalog, site, topics, ...known });
	const body = article.locked?.includes('body') === true ? before.body : limited.body;
	const after: ArticleDocument = { article: patchArticle(free, { ...decisions, reprintOf }), body };
	if (formatArticle(after) === formatArticle({ article, body: before.body })) return;
	count(report, { article, body: before.body }, after);
	passOnReprints(work, path, after);
	const write = work.isDryRun ? pretendToWrite : writeArticle;
	putArticle(catalog, write(contentDir, path, after), { site });
}

/** True where the source would let us keep more than a text that is not the whole one. */
function isMoreAllowed(text: string, rights: Rights): boolean {
	if (rights.text === 'full') return true;
	return rights.text === 'excerpt' && 2 * text.split(/\s+/).length < (rights.words ?? 0);
}

function count(report: Redecided, before: ArticleDocument, after: ArticleDocument): void {
	const [was, is] = [before.article, after.article];
	const differs = (select: (article: Article) => unknown): number =>
		Number(JSON.stringify(select(was)) !== JSON.stringify(select(is)));
	report.changed++;
	report.texts += Number(was.excerpt !== is.excerpt || before.body !== after.body);
	report.pictures += differs(({ image, pictures }) => [image, pictures]);
	report.topics += differs(({ topics }) => topics);
	report.reprints += differs(({ reprintOf }) => reprintOf ?? '');
	report.related += differs(({ related }) => related);
}

function reportOf({ reports }: Work, id: string, rights: Rights | undefined): Redecided {
	const counts = { articles: 0, changed: 0, texts: 0, pictures: 0, topics: 0, reprints: 0, related: 0, short: 0 };
	const report = reports.get(id) ?? { id, ...counts, hasRights: rights !== undefined };
	reports.set(id, report);
	return report;
}
