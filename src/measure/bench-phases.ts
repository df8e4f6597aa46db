import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CorpusOptions, writeArticles, writeCorpus } from './corpus.ts';

/** What happens to a site between two builds, in the order in which it happens. */
export const PHASES = [
	'full',
	'noop',
	'plus20',
	'plus20AfterIngest',
	'oldEdit',
	'deletion',
	'mergeDay',
	'templateChange',
] as const;

export type PhaseName = (typeof PHASES)[number];

/** What `--only` may name beside the phases. */
export const PARTS = [...PHASES, 'search'] as const;

export type PartName = (typeof PARTS)[number];

/** What a phase changes before its build, and how the build is called then. */
export interface Phase {
	/** In a few words. */
	readonly means: string;
	/** Changes the content folder. */
	readonly change?: (corpus: GrownCorpus) => void;
	readonly flags?: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
}

/** A corpus while it is built upon. */
export interface GrownCorpus {
	readonly contentDir: string;
	/** Articles that it began with. */
	readonly articles: number;
	/** Path of each of these below the content folder, oldest first. */
	readonly paths: readonly string[];
}

/** Articles that come at a time. */
const NEWS = 20;
/**
 * The corpus ends so many articles before its last evening: room for the news of two phases in the last third of a
 * month.
 */
const ROOM = 2 * NEWS;
/** At a hundred a day, the first article behind midnight of the last day is so many behind the last evening. */
const TO_MIDNIGHT = 26;

/** Writes what the first build builds: the corpus. */
export function writeBase({ contentDir, articles }: CorpusOptions): GrownCorpus {
	writeCorpus({ contentDir, articles: 0 });
	const paths = writeArticles({ contentDir, articles: articles + ROOM }, 0, articles);
	return { contentDir, articles, paths };
}

const TEMPLATE = 'https://bench.example';
const OTHER_TEMPLATE = 'https://other-bench.example';

/** Addresses of the site under which a bench builds: each makes templates of its own. */
export const SITE_URLS = [TEMPLATE, OTHER_TEMPLATE] as const;

/** What each phase is. */
export const PHASE_OF: Readonly<Record<PhaseName, Phase>> = {
	full: { means: 'everything from nothing, templates bundled anew' },
	noop: { means: 'nothing changed' },
	plus20: { means: '20 new articles', change: (corpus) => addNews(corpus, 0) },
	plus20AfterIngest: {
		means: '20 new articles, found by the times of folders alone (--after-ingest)',
		change: (corpus) => addNews(corpus, NEWS),
		flags: ['--after-ingest'],
	},
	oldEdit: { means: 'a word changed in an article of the oldest month', change: changeWord },
	deletion: { means: 'an article from the middle deleted', change: deleteOne },
	mergeDay: {
		means: 'the first article of the next third of a month: search indexes of the one that ends are joined',
		change: turnThird,
	},
	templateChange: { means: 'the site has another address: every page changes', env: { SITE_URL: OTHER_TEMPLATE } },
};

/** Environment of every phase's build that its phase does not overrule. */
export const PHASE_ENV: Readonly<Record<string, string>> = { SITE_URL: TEMPLATE, SITE_HOST: '' };

function addNews({ contentDir, articles }: GrownCorpus, behind: number): void {
	const from = articles + behind;
	writeArticles({ contentDir, articles: articles + ROOM }, from, from + NEWS);
}

/** An article a little above the oldest: its month is over, its neighbours are there. */
function changeWord({ contentDir, paths }: GrownCorpus): void {
	const file = join(contentDir, paths[Math.min(10, paths.length - 1)] ?? '');
	const text = readFileSync(file, 'utf8');
	writeFileSync(file, text.replace(/(\n---\n\n)(\S+)/, '$1Changed'));
}

function deleteOne({ contentDir, paths }: GrownCorpus): void {
	rmSync(join(contentDir, paths[Math.floor(paths.length / 2)] ?? ''));
}

function turnThird({ contentDir, articles }: GrownCorpus): void {
	const index = articles + ROOM;
	writeArticles({ contentDir, articles: index + 1 - TO_MIDNIGHT }, index, index + 1);
}
