import type { Needle, Search, Trace } from '#build/prove.ts';
import type { Folders } from '#catalog/folders.ts';
import type { RemoveReport } from '#ingest/removal/remove.ts';

/** What was looked for and found after a takedown. */
export interface Proof {
	/** False where there is no site that could hold it. */
	readonly isBuilt: boolean;
	readonly folders: Folders;
	readonly needles: readonly Needle[];
	readonly output: Search;
	readonly cache: Search;
	/** What was found and should not have been. */
	readonly left: readonly Trace[];
	/** Words of it that are other articles' own, by the files of those. */
	readonly shared: readonly Trace[];
}

/** Letters of a title from which on finding it says something. */
const TELLING_LETTERS = 16;
/** Files that a message names. */
const NAMED = 10;

/** What no output may hold once articles are removed. */
export function needlesOf({ articles, deleted, kept }: RemoveReport): Needle[] {
	const pictures = deleted.filter((path) => path.startsWith('media/') && !kept.includes(path));
	return [
		...articles.flatMap(({ id, permalink, title, sentences }): Needle[] => [
			{ what: `address ${permalink}`, text: permalink, as: 'bytes' },
			{ what: `id ${id}`, text: id, as: 'bytes' },
			...(title.length < TELLING_LETTERS ? [] : [{ what: `title “${title}”`, text: title, as: 'letters' } as const]),
			...sentences.map((text) => ({ what: `words “${text.slice(0, 60)}…”`, text, as: 'letters' }) as const),
		]),
		...pictures.map((path) => ({ what: `picture ${path}`, text: path, as: 'bytes' }) as const),
	];
}

/** What was deleted, what stays and what remembers it. */
export function formatRemoval(
	{ articles, deleted, kept, tombstones, reprints, disabled }: RemoveReport,
	{ contentDir, isDryRun }: { contentDir: string; isDryRun: boolean },
): string {
	const would = isDryRun ? 'Would remove' : 'Removed';
	const pictures = deleted.filter((path) => path.startsWith('media/')).length;
	const lines = [
		...articles.map(({ id, permalink, source, title }) =>
			title === ''
				? `${permalink} (${id}) of ${source} was removed before.`
				: `${would} “${title}” of ${source}, ${permalink}`,
		),
		`${isDryRun ? 'Would delete' : 'Deleted'} ${deleted.length - pictures} files of articles and ${pictures} of pictures in ${contentDir}${kept.length === 0 ? '' : `; ${kept.length} files of pictures stay, since other articles show them`}.`,
		...(tombstones.length === 0
			? []
			: [
					`${isDryRun ? 'Would write' : 'Wrote'} ${named(tombstones)}: addresses and reason, nothing of the text. Ingest leaves out what they name; only deleting them and taking the article in again brings it back.`,
				]),
		...(disabled === undefined ? [] : [`${isDryRun ? 'Would set' : 'Set'} enabled: false in ${disabled}.`]),
		...(reprints.length === 0
			? []
			: [
					`${reprints.length} articles of the same text stay, being their sources' own; decide about each:`,
					...reprints.map(({ id, source, title }) => `  npm run remove -- ${id} --why …   ${source}: ${title}`),
				]),
	];
	return `${lines.join('\n')}\n`;
}

/** What was looked for, where, and what was found. */
export function formatProof(report: RemoveReport, proof: Proof): string {
	const { isBuilt, folders, needles, output, cache, left, shared } = proof;
	const letters = needles.filter(({ as }) => as === 'letters').length;
	const found = left.length === 0 ? 'found them 0 times' : `FOUND THEM ${left.length} TIMES`;
	const lines = [
		...(isBuilt
			? [
					`Built ${folders.distDir} without it. Looked for ${needles.length} traces (${needles.length - letters} addresses, ids and names of pictures, ${letters} titles and sentences) in its ${output.files} files, ${output.unpacked} of the search index unpacked, and for the words in ${cache.files} files of ${folders.cacheDir}: ${found}.`,
				]
			: [
					`There is no site in ${folders.distDir}: npm run build makes one without it. Looked for ${letters} titles and sentences in ${cache.files} files of ${folders.cacheDir}: ${found}.`,
				]),
		...left.slice(0, NAMED).map(({ needle, path }) => `  ${path} holds the ${needle.what}`),
		...(left.length > NAMED ? [`  and ${left.length - NAMED} more`] : []),
		...(shared.length === 0
			? []
			: [
					'Some of the words are those of other articles too, which stay:',
					...unique(shared.map(({ path }) => path)).map((path) => `  articles/${path}`),
				]),
		...(report.articles.length > 0 && isBuilt
			? ['gone.txt names its address, for hosts that answer 410 Gone by it.']
			: []),
		'It still lies where this machine does not reach: at the host until npm run deploy (twice, since deploys delete hashed files by one deploy late), in the history of a repository that holds content/, in caches of browsers and search engines.',
	];
	return `${lines.join('\n')}\n`;
}

function named(paths: readonly string[]): string {
	const more = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
	return `${paths.slice(0, NAMED).join(', ')}${more}`;
}

function unique(paths: readonly string[]): string[] {
	return [...new Set(paths)].slice(0, NAMED);
}
