import type { SiteData } from './site-data.ts';

/** Another generator of static sites that builds the same site. */
export interface Peer {
	readonly name: string;
	/** Which kinds of page it makes otherwise than we do, in a sentence. */
	readonly remark: string;
	/**
	 * Makes its project ready, which is not measured: templates, configuration, the articles in the form it wants.
	 *
	 * @returns how to build it, or why it cannot be built here.
	 */
	prepare(place: PeerPlace): Promise<PeerBuild | { readonly missing: string }>;
}

/** Where a peer works. */
export interface PeerPlace {
	/** The peer's project; an empty folder. */
	readonly dir: string;
	/** Root of ours. */
	readonly root: string;
	readonly site: SiteData;
}

/** How a peer's site is built. */
export interface PeerBuild {
	readonly version: string;
	readonly command: string;
	readonly args: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
	/** Folder that the site stands in then. */
	readonly outDir: string;
	/** HTML files that are no pages but lead on to one, by their paths. */
	readonly detours?: RegExp;
}
