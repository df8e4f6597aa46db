import { putArticle } from '#catalog/article-rows.ts';
import { inTransaction } from '#catalog/catalog.ts';
import { getArticleDocument } from '#catalog/documents.ts';
import { findArticlePath } from '#catalog/queries.ts';
import type { Article, ArticleDocument } from '#core/article.ts';
import { ContentError } from '#core/content-error.ts';
import { dayOf, localIso } from '#core/day.ts';
import { limitPicture } from '#core/rights.ts';
import { slugify } from '#core/slug.ts';
import { foldAddress } from '#core/url.ts';
import { CONTENT_FIELDS, type Content, composeContent, contentOf, limitContent, wordsOf } from './compose.ts';
import { decide } from './decide.ts';
import type { Draft } from './draft.ts';
import { IngestError } from './errors.ts';
import { patchArticle, toArticle } from './patch-article.ts';
import { passOnReprints } from './removal/mend-reprints.ts';
import type { Run } from './run.ts';
import type { Finding } from './spool.ts';
import { markdownToText } from './text/to-markdown.ts';
import { articlePath, formatArticle, pretendToWrite, writeArticle } from './write.ts';

/** Articles that the catalog takes in at a time: a killed run loses its rows of no more, and no file. */
const BATCH = 200;
/** Bounds the frontmatter. */
const MAX_KEYS_LENGTH = 4000;

const BLANK = Object.fromEntries(CONTENT_FIELDS.map((field) => [field, undefined]));

/** An article as it is to be stored. */
interface Composed {
	readonly document: ArticleDocument;
	readonly isNew: boolean;
}

/**
 * Decides and writes what the run found, oldest first, each article in the catalog before the next is decided.
 * In a dry run all is decided and nothing stays.
 */
export function storeArticles(run: Run): void {
	const findings = run.spool.findings();
	if (run.isDryRun) {
		run.catalog.db.exec('BEGIN IMMEDIATE');
		for (const finding of findings) store(run, finding);
		run.catalog.db.exec('ROLLBACK');
		return;
	}
	let done = 0;
	for (let batch = take(findings, BATCH); batch.length > 0; batch = take(findings, BATCH)) {
		inTransaction(run.catalog, () => {
			for (const finding of batch) store(run, finding);
		});
		done += batch.length;
		run.onProgress('write', done, run.spool.countFindings());
	}
}

function store(run: Run, finding: Finding): void {
	const draft = finding.seq === undefined ? undefined : run.spool.getDraft(finding.seq);
	try {
		const path = findArticlePath(run.catalog, finding.id);
		const stored = path === undefined ? undefined : getArticleDocument(run.catalog.contentDir, path);
		const composed =
			stored === undefined ? composeNew(run, finding, draft) : composeAgain(run, { finding, draft, stored });
		if (composed === undefined) {
			for (const source of finding.sources) run.report.count(source, 'unchanged');
			return;
		}
		const { document, isNew } = composed;
		const outcome = isNew ? 'added' : 'updated';
		const { permalink, source, lang } = document.article;
		const write = run.isDryRun ? pretendToWrite : writeArticle;
		const place = path ?? articlePath(permalink);
		passOnReprints(run, place, document);
		putArticle(run.catalog, write(run.catalog.contentDir, place, document), run);
		for (const named of new Set([source, ...finding.sources])) {
			run.report.count(named, named === source ? outcome : 'unchanged');
		}
		if (isNew) run.report.countLanguage(lang);
	} catch (error) {
		// Input that no check foresaw must not end the run.
		if (!(error instanceof ContentError)) throw error;
		const details = { title: draft?.title ?? finding.id, location: draft?.document ?? '', reason: error.message };
		run.report.fail(draft?.source ?? '', new IngestError('ARTICLE_UNWRITABLE', details, { cause: error }));
	}
}

function composeNew(run: Run, { id, keys }: Finding, draft: Draft | undefined): Composed | undefined {
	if (draft === undefined) return undefined;
	const { fields, body } = composeContent(draft, run.rightsOf(draft.source), run.spool.getPictures(id) ?? {});
	const { lang, publishedAt, dateFrom } = draft;
	const slug = slugify(draft.title);
	const day = dayOf(publishedAt, run.site.timeZone).replaceAll('-', '/');
	const permalink = `/${lang}/${day}/${slug === '' ? id : `${slug}-${id}`}/`;
	const own = {
		schema: 1,
		id,
		permalink,
		lang,
		source: draft.source,
		identity: bounded(withoutSpellings(keys)),
		publishedAt,
		dateFrom,
	} as const;
	const undecided = toArticle({
		...own,
		firstSeenAt: localIso(run.now, run.site.timeZone),
		...(draft.isGone === true ? { removedAt: localIso(run.now, run.site.timeZone) } : {}),
		...fields,
		topics: [],
		related: [],
	});
	return { document: { article: patchArticle(undecided, decide(undecided, draft.text, run)), body }, isNew: true };
}

/** The stored article with what its draft says now; undefined where that is what it says already. */
function composeAgain(
	run: Run,
	input: { finding: Finding; draft: Draft | undefined; stored: ArticleDocument },
): Composed | undefined {
	const { finding, draft, stored } = input;
	const old = stored.article;
	const before = contentOf(stored);
	const content = draft === undefined ? before : withoutTrifles(before, mergeContent(run, { finding, draft, stored }));
	const identity = bounded(withoutSpellings([...old.identity, ...finding.keys]));
	const source = draft?.source ?? old.source;
	const merged = patchArticle(old, {
		...BLANK,
		...content.fields,
		source,
		identity,
		...dateOf(old, draft),
		removedAt: removedAtOf(old, { finding, draft, run }),
	});
	const body = old.locked?.includes('body') === true ? before.body : content.body;
	if (formatArticle({ article: merged, body }) === formatArticle({ article: old, body: before.body })) return undefined;
	const isEdited = shown(merged, body) !== shown(old, before.body);
	if (!isEdited || draft === undefined) return { document: { article: merged, body }, isNew: false };
	const { reprintOf, ...decisions } = decide(merged, draft.text, run);
	const article = patchArticle(merged, { ...decisions, reprintOf, updatedAt: localIso(run.now, run.site.timeZone) });
	return { document: { article, body }, isNew: false };
}

/** What the draft says, except where it knows less than what is stored: of the text, or of pictures that are gone. */
function mergeContent(
	run: Run,
	{ finding, draft, stored }: { finding: Finding; draft: Draft; stored: ArticleDocument },
): Content {
	const before = contentOf(stored);
	const copied = run.spool.getPictures(finding.id) ?? {};
	const after = composeContent(draft, run.rightsOf(draft.source), copied);
	const [wordsBefore, wordsAfter] = [wordsOf(before.body), wordsOf(after.body)];
	const isTeaser = !draft.isWhole && wordsBefore.length > wordsAfter.length;
	const isMissing =
		run.rightsOf(draft.source).images === 'copy' &&
		[draft.image, ...draft.images].some((image) => image !== undefined && copied[image.url] === undefined);
	const keepsText = isTeaser || (isMissing && wordsBefore === wordsAfter);
	const image = after.fields.image ?? (isTeaser || isMissing ? before.fields.image : undefined);
	const rights = run.rightsOf(draft.source);
	const { fingerprint } =
		keepsText || (!draft.isWhole && before.fields.fingerprint !== undefined) ? before.fields : after.fields;
	if (!keepsText) return { ...after, fields: { ...after.fields, image: limitPicture(image, rights), fingerprint } };
	// What is kept from before is kept within what the source allows today.
	const { excerpt, pictures } = before.fields;
	const kept = { fields: { ...after.fields, excerpt, image, pictures, fingerprint }, body: before.body };
	return limitContent(kept, markdownToText(before.body), rights);
}

/** The date stays what it was, unless it was only that of the first sight and the source gives an earlier one. */
function dateOf(
	{ publishedAt, dateFrom }: Article,
	draft: Draft | undefined,
): Pick<Article, 'publishedAt' | 'dateFrom'> {
	const isBetter = dateFrom === 'firstSeen' && draft !== undefined && draft.dateFrom !== 'firstSeen';
	if (!isBetter || Date.parse(draft.publishedAt) >= Date.parse(publishedAt)) return { publishedAt, dateFrom };
	return { publishedAt: draft.publishedAt, dateFrom: draft.dateFrom };
}

/** When the source was found to have removed an article; not where it lists it on the network, or its page is there again. */
function removedAtOf(
	{ removedAt }: Article,
	{ finding: { isGone }, draft, run }: { finding: Finding; draft: Draft | undefined; run: Run },
): string | undefined {
	if (isGone === true || draft?.isGone === true) return removedAt ?? localIso(run.now, run.site.timeZone);
	const isThere = isGone === false || (draft !== undefined && draft.local === undefined);
	return isThere ? undefined : removedAt;
}

/** A body and excerpt as stored where nothing but white space and the tracking of links is another. */
function withoutTrifles(before: Content, after: Content): Content {
	const isSame = (one: string, other: string): boolean => essenceOf(one) === essenceOf(other);
	const { excerpt } = isSame(before.fields.excerpt, after.fields.excerpt) ? before.fields : after.fields;
	return { fields: { ...after.fields, excerpt }, body: isSame(before.body, after.body) ? before.body : after.body };
}

function essenceOf(text: string): string {
	return text
		.replace(/https?:\/\/[^\s()<>]+/g, foldAddress)
		.replace(/\s+/g, ' ')
		.trim();
}

/** What readers see, to tell an edit from a mere sighting. */
function shown(article: Article, body: string): string {
	const { title, url, publishedAt, authors, section, tags, image, pictures, excerpt, commentsUrl } = article;
	return JSON.stringify([title, url, publishedAt, authors, section, tags, image, pictures, excerpt, commentsUrl, body]);
}

/** Names without those that are another spelling of one before. */
function withoutSpellings(keys: readonly string[]): string[] {
	const byFolded = new Map<string, string>();
	for (const key of keys) if (!byFolded.has(foldAddress(key))) byFolded.set(foldAddress(key), key);
	return [...byFolded.values()];
}

/** The first of many names, so that the frontmatter stays small. */
function bounded(keys: readonly string[]): string[] {
	let length = 0;
	return keys.filter((key, index) => {
		length += key.length;
		return index === 0 || length <= MAX_KEYS_LENGTH;
	});
}

function take<T>(items: Generator<T>, count: number): T[] {
	const taken: T[] = [];
	while (taken.length < count) {
		const next = items.next();
		if (next.done === true) break;
		taken.push(next.value);
	}
	return taken;
}
