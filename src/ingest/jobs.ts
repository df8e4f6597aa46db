import { join } from 'node:path';
import { removalPath } from '#core/removal.ts';
import type { Source } from '#core/source.ts';
import { IngestError } from './errors.ts';
import { expandInput, type Input } from './input/inputs.ts';
import type { Job } from './job.ts';
import type { IngestOptions, Run } from './run.ts';

/** The run cannot begin as it was asked for; says what to do instead. */
export class SetupError extends Error {
	override name = 'SetupError';
}

/**
 * What to read: the feeds of all enabled sources, those of one, or the paths and addresses named, filed under one.
 *
 * @throws SetupError where there is no such source, or nothing to read at all.
 */
export function planJobs(run: Run, { paths = [], source: id }: Pick<IngestOptions, 'paths' | 'source'>): Job[] {
	const named = id === undefined ? undefined : getSource(run, id);
	if (paths.length > 0) {
		const folders = { from: process.cwd(), roots: [] };
		return [
			{ source: named, inputs: expandAll(run, { names: paths, folders, id: id ?? '' }), isOwn: false, isUrgent: true },
		];
	}
	const isRead = ({ id: own, enabled }: Source): boolean => enabled && run.removals.findSource(own) === undefined;
	const chosen = named === undefined ? [...run.sources.values()].filter(isRead) : [named];
	if (chosen.length === 0 && run.report.report.failures.length === 0) throw new SetupError(noSource(run));
	const folders = { from: run.contentDir, roots: [run.contentDir] };
	if (named?.feeds.length === 0)
		run.report.fail(named.id, new IngestError('SOURCE_WITHOUT_FEEDS', { hint: hintFor(named.id) }));
	// A source without feeds is one whose articles are handed in by path.
	const withFeeds = chosen.filter(({ feeds }) => feeds.length > 0);
	return withFeeds.map((source) => {
		run.report.source(source.id);
		return {
			source,
			inputs: expandAll(run, { names: source.feeds, folders, id: source.id }),
			isOwn: true,
			isUrgent: named !== undefined,
		};
	});
}

/** What to do about an input of a source that gave nothing. */
export function hintFor(source: string): string {
	return `Check \`feeds\` in content/sources/${source}.yaml.`;
}

/** The message for inputs that name no source. */
export function sourceNeeded(run: Run): SetupError {
	const ids = [...run.sources.values()]
		.filter(({ rights }) => rights !== undefined)
		.map(({ id }) => id)
		.sort();
	const known =
		ids.length === 0
			? 'There is none yet.'
			: `There is: ${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ', …' : ''}.`;
	return new SetupError(
		`Say with --source ID which source these inputs belong to: its rights decide what may be kept of them. ${known} A new one is a file ${join(run.contentDir, 'sources', 'ID.yaml')}:\n\n${EXAMPLE}`,
	);
}

function expandAll(
	run: Run,
	input: { names: readonly string[]; folders: Parameters<typeof expandInput>[1]; id: string },
): Input[] {
	return input.names.flatMap((name) => {
		try {
			return expandInput(name, input.folders);
		} catch (error) {
			if (!(error instanceof IngestError)) throw error;
			run.report.fail(input.id, error);
			return [];
		}
	});
}

function getSource(run: Run, id: string): Source {
	const source = run.sources.get(id);
	const file = join(run.contentDir, 'sources', `${id}.yaml`);
	if (source === undefined) {
		const broken = run.report.report.failures.map(({ message }) => `${message}\n`).join('');
		throw new SetupError(`${broken}There is no source “${id}” that could be used. Write ${file}:\n\n${EXAMPLE}`);
	}
	const removal = run.removals.findSource(id);
	if (removal !== undefined)
		throw new SetupError(
			`Source “${id}” was removed on request on ${removal.removedAt.slice(0, 10)} (${removal.why}): nothing of it is read. To take it up again delete ${join(run.contentDir, removalPath(removal, id))}, and the files of its articles beside it.`,
		);
	if (source.rights === undefined)
		throw new SetupError(
			`Source “${id}” states no rights. Add to ${file}:\n\n${EXAMPLE.slice(EXAMPLE.indexOf('rights:'))}`,
		);
	return source;
}

function noSource(run: Run): string {
	const disabled =
		run.sources.size === 0 ? '' : ` (${run.sources.size} disabled: state their rights and set enabled: true)`;
	const folder = join(run.contentDir, 'sources');
	return `There is no enabled source in ${folder}${disabled}. Write one file a publisher, such as ${join(folder, 'example.yaml')}:\n\n${EXAMPLE}\nOr see the demo: npm start.`;
}

const EXAMPLE = `name: Example Daily
homepage: https://example.com/
lang: ru
timeZone: Asia/Bishkek
enabled: true
feeds:
  - https://example.com/rss
follow: never          # or whenShort: fetch the page of an item without text
rights:
  text: excerpt        # full | excerpt | link
  words: 60            # length of an excerpt
  images: none         # copy | none
  searchEngines: true
  ownSearch: true
  feed: excerpt        # full | excerpt
  ai: deny             # allow | deny
  evidence: https://example.com/terms   # licence, agreement or terms that grant this
`;
