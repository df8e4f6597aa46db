import { sha256 } from '#catalog/documents.ts';
import type { Route } from './routes.ts';
import { getSite, type Site } from './site.ts';
import { shellView } from './views/shell.ts';
import { viewOf } from './views/view-of.ts';

/** What stands around the pages of each edition, for one site. */
const shells = new WeakMap<Site, Map<string, string>>();

/** Digests of what outputs are made by. */
export interface Templates {
	readonly template: string;
	/** Of what draws cards. */
	readonly cards: string;
}

/**
 * Digest of all that a page shows: equal digests mean equal bytes.
 *
 * A card is drawn once: it has a digest that no change of other templates touches.
 *
 * @returns 32 hex digits; `undefined` for outputs that are no pages, of which only the bytes tell whether they changed.
 */
export function digestOf(route: Pick<Route, 'kind' | 'params'>, { template, cards }: Templates): string | undefined {
	const site = getSite();
	const view = viewOf(site, route);
	if (view === undefined) return undefined;
	if (isCard(route.kind)) return sha256(`${cards}${JSON.stringify(view)}`).slice(0, 32);
	return sha256(`${template}${shellOf(site, view.lang)}${JSON.stringify(view)}`).slice(0, 32);
}

function isCard(kind: Route['kind']): boolean {
	return kind === 'card' || kind === 'editionCard';
}

function shellOf(site: Site, lang: string): string {
	const known = shells.get(site) ?? new Map<string, string>();
	shells.set(site, known);
	const shell = known.get(lang) ?? sha256(JSON.stringify([site.config, shellView(site, lang, [])]));
	known.set(lang, shell);
	return shell;
}
