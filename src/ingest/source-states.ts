import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '#catalog/frontmatter.ts';
import { validate } from '#core/content-error.ts';
import { type FeedState, isWorking, type SourceState, sourceStateSchema, statePath } from '#core/source-state.ts';
import { writeAtomically } from './atomic.ts';
import { toSecond } from './backoff.ts';
import type { Attempts } from './fetch/replies.ts';
import { given } from './given.ts';

/** What one try at a feed came to. */
export interface Finding extends Pick<FeedState, 'class'> {
	readonly message?: string;
	readonly movedTo?: string;
}

/** How the feeds of all sources do, as `content/state/` knows it. */
export interface SourceStates {
	find(source: string, url: string): FeedState | undefined;
	/** Takes note of a try; what was known stays where its class is the same. */
	note(
		source: string,
		url: string,
		try_: { finding: Finding; before: Attempts | undefined; after: Attempts },
	): FeedState;
	/** Writes the states that changed, each with the feeds that its source names still, and drops those of sources gone. */
	write(sources: ReadonlyMap<string, { readonly feeds: readonly string[] }>): void;
}

/** Opens the states of a content folder. A file that cannot be used is told and begun anew: what it held can be found out again. */
export function openSourceStates(contentDir: string, now: string, onUnusable: (problem: string) => void): SourceStates {
	const at = toSecond(now);
	const known = new Map<string, Map<string, FeedState>>();
	const feedsOf = (source: string): Map<string, FeedState> => {
		const feeds =
			known.get(source) ?? new Map(readState(contentDir, source, onUnusable).map((feed) => [feed.url, feed]));
		known.set(source, feeds);
		return feeds;
	};
	return {
		find: (source, url) => feedsOf(source).get(url),
		note(source, url, { finding, before, after }) {
			const feeds = feedsOf(source);
			const previous = feeds.get(url);
			if (previous?.class === finding.class && previous.movedTo === finding.movedTo) return previous;
			const isFailing = !isWorking(finding.class);
			const lastSuccessAt = isFailing ? (before?.lastSuccessAt ?? previous?.lastSuccessAt) : at;
			const state: FeedState = {
				url,
				class: finding.class,
				since: at,
				...(isFailing ? { failingSince: previous?.failingSince ?? at } : {}),
				...given('lastSuccessAt', lastSuccessAt),
				...given('message', finding.message === undefined ? undefined : cleaned(finding.message)),
				...given('movedTo', finding.movedTo),
				...given('nextTryAt', after.nextTryAt),
			};
			feeds.set(url, state);
			return state;
		},
		write(sources) {
			for (const [source, feeds] of known) {
				const named = sources.get(source)?.feeds ?? [];
				const states = named.flatMap((url) => feeds.get(url) ?? []);
				const text = format({ schema: 1, feeds: states });
				if (states.length > 0 && text !== readText(contentDir, source))
					writeAtomically(contentDir, statePath(source), text);
			}
			dropOrphans(contentDir);
		},
	};
}

function readText(contentDir: string, source: string): string | undefined {
	const file = join(contentDir, statePath(source));
	return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function readState(contentDir: string, source: string, onUnusable: (problem: string) => void): FeedState[] {
	const text = readText(contentDir, source);
	if (text === undefined) return [];
	const path = statePath(source);
	try {
		const checked = validate(sourceStateSchema, parseYaml(text), path);
		if (checked.ok) return checked.value.feeds;
		onUnusable(checked.problems.map(({ field, expected }) => `${path}: ${field}: ${expected}`).join('; '));
	} catch (error) {
		onUnusable(`${path}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
	}
	return [];
}

/** Every scalar JSON-quoted, which is valid YAML and leaves no quoting questions. */
function format({ schema, feeds }: SourceState): string {
	const entries = feeds.map((feed) => {
		const lines = Object.entries(feed).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
		return `  - ${lines.join('\n    ')}\n`;
	});
	return `schema: ${schema}\nfeeds:\n${entries.join('')}`;
}

/** One line without what YAML forbids: messages quote what servers say. */
function cleaned(message: string): string {
	return message
		.toWellFormed()
		.replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffe\uffff]+/gu, ' ')
		.slice(0, 900)
		.toWellFormed();
}

function dropOrphans(contentDir: string): void {
	const folder = join(contentDir, 'state');
	if (!existsSync(folder)) return;
	for (const name of readdirSync(folder)) {
		if (name.endsWith('.yaml') && !existsSync(join(contentDir, 'sources', name))) rmSync(join(folder, name));
	}
}
