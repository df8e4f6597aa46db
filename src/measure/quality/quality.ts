import { join } from 'node:path';
import { ExpectedError, UsageError } from '#core/expected-error.ts';
import { extractSuite } from './extract.ts';
import { feedsSuite } from './feeds.ts';
import { langidSuite } from './langid.ts';
import { reprintsSuite } from './reprints.ts';
import { sanitizeSuite } from './sanitize.ts';
import { searchSuite } from './search.ts';
import type { Score, Suite, SuiteData } from './suite.ts';

/** Everything that `npm run quality` can judge. */
export const SUITES: readonly Suite[] = [
	extractSuite,
	feedsSuite,
	langidSuite,
	reprintsSuite,
	sanitizeSuite,
	searchSuite,
];

/** What to judge, and on which data. */
export interface QualityOptions {
	readonly suite: Suite;
	/** Folder in the format of `data/<suite>/`; absent: that folder of `dataDir`. */
	readonly dir: string | undefined;
	readonly also: string | undefined;
	/** Sets that are wanted; all where absent. */
	readonly sets?: ReadonlySet<string> | undefined;
	readonly onAnswer?: SuiteData['onAnswer'];
	/** Folder of all real data. */
	readonly dataDir: string;
	readonly onProgress: (set: string, done: number, total: number) => void;
}

/**
 * Judges one suite on real data with known results.
 *
 * @throws ExpectedError where the folder holds no set of the suite
 */
export async function* measureQuality(options: QualityOptions): AsyncIterable<Score> {
	const { suite, sets, onAnswer, onProgress } = options;
	const dir = options.dir ?? join(options.dataDir, suite.folder ?? suite.name);
	// A folder that is named is judged alone, unless a second one is named too.
	const usual = options.dir === undefined && suite.also !== undefined ? join(options.dataDir, suite.also) : undefined;
	const data: SuiteData = { dir, also: options.also ?? usual, sets, onAnswer };
	let found = 0;
	for await (const score of suite.score(data, onProgress)) {
		if (sets?.has(score.set) === false) continue;
		found++;
		yield score;
	}
	if (found > 0) return;
	if (sets !== undefined)
		throw new UsageError(`${dir} holds no set ${[...sets].join(', ')} of the suite ${suite.name}.`);
	throw new ExpectedError(
		`${data.dir} holds no data of the suite ${suite.name}. Name a folder that does with --data, or all real data with JARCHY_DATA.`,
	);
}

/** The suite of a name, its own or its other one. @throws UsageError where there is none. */
export function getSuite(name: string | undefined): Suite {
	const suite = SUITES.find(({ name: own, alias = own }) => name === own || name === alias);
	if (suite !== undefined) return suite;
	const names = SUITES.map((known) => known.name).join(', ');
	throw new UsageError(
		name === undefined ? `Name a suite: ${names}.` : `There is no suite “${name}”. There is: ${names}.`,
	);
}
