import { allRemovals, findByPermalink } from '#catalog/queries.ts';
import type { Site } from '#site/site.ts';
import type { CopiedOutput } from './output.ts';

/** Addresses of pages that were removed on request, one a line: for hosts that can be told to answer 410 Gone. */
export const GONE_FILE = 'gone.txt';
/** The same as rules of Netlify, the one host of files that takes the status; another may refuse a rule it does not know. */
const RULES_FILE = '_redirects';

/** Files that name removed pages by their address, and nothing else of them. */
export const GONE_FILES: readonly string[] = [GONE_FILE, RULES_FILE];

/** What tells hosts of the pages that were removed on request; nothing where there are none. */
export function goneFiles({ catalog, config }: Site): CopiedOutput[] {
	const paths = allRemovals(catalog).flatMap((removal) => (removal.removed === 'article' ? [removal.permalink] : []));
	const gone = [...new Set(paths)].filter((path) => findByPermalink(catalog, path) === undefined).sort();
	if (gone.length === 0) return [];
	const list = toFile(GONE_FILE, gone);
	if (config.host !== 'netlify') return [list];
	const pageOf = (path: string): string => {
		const lang = config.editions.find((edition) => path.startsWith(`/${edition}/`)) ?? config.defaultEdition;
		return `/${lang}/404.html`;
	};
	return [
		list,
		toFile(
			RULES_FILE,
			gone.map((path) => `${path} ${pageOf(path)} 410!`),
		),
	];
}

/** Of {@link goneFiles}, those that stand although nothing makes them. @param stands true for a path in the output folder */
export function staleGoneFiles(files: readonly CopiedOutput[], stands: (path: string) => boolean): string[] {
	return GONE_FILES.filter((path) => stands(path) && files.every((file) => file.path !== path));
}

function toFile(path: string, lines: readonly string[]): CopiedOutput {
	return { kind: 'headers', path, from: { by: 'text', text: lines.map((line) => `${line}\n`).join('') } };
}
