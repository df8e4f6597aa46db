/** False where the site gave reading without a network up; put in by the build. */
declare const OFFLINE: boolean;

/** Digest of the templates; put in by the build. */
declare const TEMPLATE: string;

/** Version of the search that the scripts belong to, as `shards.json` states that of the indexes; put in by the build. */
declare const SEARCH_VERSION: string;
