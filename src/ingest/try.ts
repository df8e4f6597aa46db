import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '#catalog/documents.ts';
import { classifyTopics } from '#core/classify.ts';
import type { SiteConfig } from '#core/site.ts';
import type { Source } from '#core/source.ts';
import { type Topic, topicSchema } from '#core/topic.ts';
import type { AdapterWarning, FoundImage } from './adapters/adapter.ts';
import type { Draft } from './draft.ts';
import { IngestError, messageOf } from './errors.ts';
import { openFetcher } from './fetch/fetch.ts';
import { expandInput, type Input } from './input/inputs.ts';
import { readInput } from './read.ts';

/** What ingest would make of one article of an input, whatever its rights. */
export interface TriedArticle {
	readonly title: string;
	readonly lang: string;
	/** Absent where the input gives no date. */
	readonly publishedAt: string | undefined;
	readonly authors: readonly string[];
	readonly url: string | undefined;
	/** Plain text. */
	readonly text: string;
	readonly markdown: string;
	/** Ids of the topics of the content folder. */
	readonly topics: readonly string[];
	readonly tags: readonly string[];
	readonly image: FoundImage | undefined;
	readonly warnings: readonly string[];
	/** Headlines that a page lists beside the article. */
	readonly relatedHeadlines?: readonly string[];
}

export interface TryOptions {
	readonly paths: readonly string[];
	/** Its topics are used where it has any. */
	readonly contentDir: string;
	readonly site: SiteConfig;
	readonly now: string;
	/** Lets tests reach a server on this machine. */
	readonly allowPrivate?: boolean;
	readonly onArticle: (article: TriedArticle) => void;
	/** Told of each input that gives nothing, and of what goes wrong without an article to name it by. */
	readonly onTrouble: (message: string) => void;
}

/**
 * Reads inputs as ingest would and hands over what it would make of them. Needs no source and writes nothing.
 *
 * @returns whether all inputs could be read.
 */
export async function tryInputs(options: TryOptions): Promise<boolean> {
	const { paths, contentDir, site, now, onTrouble, allowPrivate = false } = options;
	const topics = readTopics(contentDir);
	const fetcher = openFetcher({ contentDir, contact: site.contact, now, allowPrivate });
	const source: Source = {
		id: 'try',
		name: 'try',
		lang: 'und',
		timeZone: site.timeZone,
		enabled: true,
		feeds: [],
		follow: 'never',
	};
	let isGood = true;
	const fail = (error: unknown): void => {
		if (!(error instanceof IngestError)) throw error;
		onTrouble(`${error.message} [${error.code}]`);
		isGood = false;
	};
	try {
		for (const input of expandAll(paths, fail)) {
			let pending: AdapterWarning[] = [];
			const warn = (warning: AdapterWarning): void => void pending.push(warning);
			const onDraft = (draft: Draft, relatedHeadlines: readonly string[]): void => {
				options.onArticle(toTried(draft, { topics, warnings: pending, relatedHeadlines }));
				pending = [];
			};
			await readInput(input, { source, now, fetcher, warn, onDraft }).catch(fail);
			for (const warning of pending) onTrouble(describe(warning));
		}
	} finally {
		await fetcher.close();
	}
	return isGood;
}

function* expandAll(paths: readonly string[], fail: (error: unknown) => void): Generator<Input> {
	for (const path of paths) {
		try {
			yield* expandInput(path, { from: process.cwd(), roots: [] });
		} catch (error) {
			fail(error);
		}
	}
}

function toTried(
	draft: Draft,
	found: { topics: readonly Topic[]; warnings: readonly AdapterWarning[]; relatedHeadlines: readonly string[] },
): TriedArticle {
	const { title, lang, authors, url, text, markdown, tags, image, images } = draft;
	return {
		title,
		lang,
		publishedAt: draft.dateFrom === 'firstSeen' ? undefined : draft.publishedAt,
		authors,
		url,
		text,
		markdown,
		topics: classifyTopics(draft, found.topics).map(({ id }) => id),
		tags,
		image: image ?? images[0],
		warnings: found.warnings.map(describe),
		...(found.relatedHeadlines.length === 0 ? {} : { relatedHeadlines: found.relatedHeadlines }),
	};
}

function describe({ code, details }: AdapterWarning): string {
	return `${messageOf(code, details)} [${code}]`;
}

/** The topics of a content folder that can be used; none where there is no such folder. */
function readTopics(contentDir: string): Topic[] {
	try {
		const files = readdirSync(join(contentDir, 'topics'))
			.filter((name) => name.endsWith('.yaml'))
			.sort();
		return files.flatMap((name) => {
			const read = readDocument(contentDir, `topics/${name}`, 'topics');
			if (!read.ok) return [];
			const { id, body: _body, ...fields } = read.value;
			return [{ ...topicSchema.parse(fields), id: String(id) }];
		});
	} catch {
		return [];
	}
}
