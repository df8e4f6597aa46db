import type { Catalog } from '#catalog/catalog.ts';
import { countLanguages } from '#catalog/queries.ts';
import { hasEdition } from '#core/site.ts';
import { countArticleRoutes } from '#site/routes.ts';
import { toSite } from '#site/site.ts';
import { siteConfig } from '#site.config';
import type { Manifest } from './manifest.ts';
import { sumOf } from './manifest-entry.ts';
import { isFeedKind, isPageKind } from './output.ts';
import type { PublishReport } from './publish.ts';
import type { Steps, StepTime } from './steps.ts';

/** What a build did. */
export interface BuildReport extends PublishReport {
	/** Articles that have a page. */
	readonly articles: number;
	/** Articles in languages without an edition: they are stored but have no page. */
	readonly withoutEdition: readonly { readonly lang: string; readonly count: number }[];
	/** Pages and feeds of the whole site. */
	readonly pages: number;
	readonly feeds: number;
	/** Outputs that were looked at. */
	readonly looked: number;
	readonly unchanged: number;
	/** Why the output that was asked about was or was not written. */
	readonly explanation?: string;
	/** The steps in the order they ran; one that was left and taken up again stands twice. */
	readonly steps: readonly StepTime[];
}

/** The publication of a build that has nothing to publish. */
export const UNTOUCHED: PublishReport = { written: new Map(), uploadBytes: 0, deleted: new Map() };

/** What was done to a site, with what it is now. */
export function toReport(
	{ catalog, manifest, steps }: { readonly catalog: Catalog; readonly manifest: Manifest; readonly steps: Steps },
	done: PublishReport & { readonly looked: number; readonly explanation: string | undefined },
): BuildReport {
	const { explanation, ...rest } = done;
	const tally = manifest.tally();
	return {
		...rest,
		...(explanation === undefined ? {} : { explanation }),
		articles: countArticleRoutes(toSite(catalog)),
		withoutEdition: countLanguages(catalog).filter(({ lang }) => !hasEdition(siteConfig, lang)),
		pages: sumOf(tally, isPageKind).files,
		feeds: sumOf(tally, isFeedKind).files,
		unchanged: sumOf(tally).files - sumOf(done.written).files,
		steps: steps.end(),
	};
}
