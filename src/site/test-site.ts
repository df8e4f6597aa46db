import { syncCatalog } from '#catalog/sync.ts';
import type { TestContent } from '#catalog/test-content.ts';
import { siteConfig } from '#site.config';
import { type Site, toSite } from './site.ts';

/** The site of a test's content folder as it stands. */
export function openTestSite(content: TestContent): Site {
	const catalog = content.open();
	syncCatalog(catalog, siteConfig);
	return toSite(catalog);
}
