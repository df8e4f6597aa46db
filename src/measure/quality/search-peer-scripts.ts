import lunr from 'lunr';
import lunrMulti from 'lunr-languages/lunr.multi.js';
import lunrRussian from 'lunr-languages/lunr.ru.js';
import lunrStemmers from 'lunr-languages/lunr.stemmer.support.js';
import MiniSearch from 'minisearch';
import { DEPTH } from './search-browser.ts';
import type { OpenPeer } from './search-peer.ts';
import type { Doc } from './search-plan.ts';

lunrStemmers(lunr);
lunrRussian(lunr);
lunrMulti(lunr);
/** Made once, since lunr warns of a second one. */
const russianAndEnglish = lunr.multiLanguage('en', 'ru');

const LUNR = 'lunr';
const MINISEARCH = 'minisearch';

/**
 * lunr with the stemmers of the documents' languages, the Russian one for Kyrgyz too, since its English one throws
 * Cyrillic letters away; and MiniSearch as it comes. Both hold a whole site in memory.
 */
export const openScripts: OpenPeer = async ({ plan }) => {
	const index = lunrOf(plan.docs);
	const mini = new MiniSearch<Doc>({ idField: 'path', fields: ['title', 'text'] });
	mini.addAll(plan.docs);
	const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
	return {
		indexBytes: { [LUNR]: bytes(index), [MINISEARCH]: bytes(mini) },
		ask: async (text) => ({
			[LUNR]: index
				// Not as a string: its own signs would be operators or errors.
				.query((query) => query.term(lunr.tokenizer(text), {}))
				.slice(0, DEPTH)
				.map(({ ref }) => ref),
			[MINISEARCH]: mini
				.search(text)
				.slice(0, DEPTH)
				.map(({ id }) => String(id)),
		}),
		close: async () => undefined,
	};
};

function lunrOf(docs: readonly Doc[]): lunr.Index {
	const langs = new Set(docs.map(({ lang }) => (lang === 'en' ? 'en' : 'ru')));
	return lunr(function build() {
		if (langs.size > 1) this.use(russianAndEnglish);
		else if (langs.has('ru')) this.use(lunr.ru);
		this.ref('path');
		this.field('title');
		this.field('text');
		for (const doc of docs) this.add(doc);
	});
}
