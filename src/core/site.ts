/** What one installation of the site is called and speaks; its only value stands in `src/site.config.ts`. */
export interface SiteConfig {
	/** Name shown in the masthead, the titles and the feeds. */
	readonly name: string;
	/** Address the site is served at, with scheme, without a trailing slash. */
	readonly url: string;
	/** Tagging authority of feed item ids (RFC 4151): `<domain>,<year>`, frozen for ever, apart from `url`. */
	readonly feedAuthority: string;
	/** Languages that have an edition, in the order of the language switch. */
	readonly editions: readonly string[];
	/** Edition that `/` shows. */
	readonly defaultEdition: string;
	/** IANA name of the zone whose calendar days the site uses. */
	readonly timeZone: string;
	/** Address printed on the contact routes and sent by the fetcher. */
	readonly contact: string;
	/** WebSub hub that feeds name and `npm run deploy` tells of changed feeds; none where absent. */
	readonly webSubHub?: string | undefined;
	/** Key under which `npm run deploy` tells search engines of changed pages (indexnow.org): 8 to 128 of `a-z A-Z 0-9 -`; none where absent. */
	readonly indexNowKey?: string | undefined;
	/** False takes reading without a network back from every device that has it; see the README of `src/client/`. */
	readonly offline?: boolean | undefined;
	/** Host whose limits a build holds the site to, as in `src/build/budget.ts`; none where absent. */
	readonly host?: string | undefined;
}

/** True where `lang` has an edition of its own. */
export function hasEdition(site: SiteConfig, lang: string): boolean {
	return site.editions.includes(lang);
}
