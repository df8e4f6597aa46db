import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { slugify } from '#core/slug.ts';
import { type OpmlEntry, readOpml } from './adapters/opml.ts';
import { writeAtomically } from './atomic.ts';
import { IngestError } from './errors.ts';
import { decodeText } from './input/decode.ts';
import type { Run } from './run.ts';

/**
 * Writes a disabled source file for each feed that an OPML document lists, its rights left to the maintainer. A feed
 * that a source names already is passed over, a file that is there is never touched.
 */
export function writeOpmlSources(run: Run, bytes: Uint8Array, location: string): void {
	const entries = readOpml(decodeText(bytes).text);
	if (entries.length === 0) throw new IngestError('INPUT_WITHOUT_ARTICLES', { location, found: 'a list of feeds' });
	const feeds = new Set([...run.sources.values()].flatMap((source) => source.feeds));
	const taken = new Set(sourceFiles(run.contentDir));
	for (const entry of entries) {
		if (feeds.has(entry.feedUrl)) continue;
		feeds.add(entry.feedUrl);
		const id = freeId(entry, taken);
		taken.add(`${id}.yaml`);
		const path = `sources/${id}.yaml`;
		if (!run.isDryRun) writeAtomically(run.contentDir, path, sourceFile(entry, run));
		run.report.addSourceFile(path);
	}
}

function sourceFiles(contentDir: string): string[] {
	try {
		return readdirSync(join(contentDir, 'sources'));
	} catch {
		return [];
	}
}

function freeId({ name, feedUrl }: OpmlEntry, taken: ReadonlySet<string>): string {
	const base =
		slugify(name).slice(0, 50).replace(/-+$/, '') || slugify(new URL(feedUrl).hostname.replace(/^www\./, ''));
	for (let count = 1; ; count++) {
		const id = count === 1 ? base : `${base}-${count}`;
		if (!taken.has(`${id}.yaml`)) return id;
	}
}

function sourceFile({ name, feedUrl, homepage }: OpmlEntry, { site }: Run): string {
	return `name: ${JSON.stringify(name.slice(0, 120))}
${homepage === undefined ? '' : `homepage: ${JSON.stringify(homepage)}\n`}lang: ${site.defaultEdition}               # main language; each article's own is decided by its text
timeZone: ${site.timeZone}
enabled: false         # true once the rights below are stated
feeds:
  - ${JSON.stringify(feedUrl)}
follow: never          # or whenShort: fetch the page of an item without text
# What this publisher allows: take the # away and state each.
# rights:
#   text: excerpt        # full | excerpt | link
#   words: 60            # length of an excerpt
#   images: none         # copy | none
#   searchEngines: true
#   ownSearch: true
#   feed: excerpt        # full | excerpt
#   ai: deny             # allow | deny
#   evidence: https://…  # licence, agreement or terms that grant this
`;
}
