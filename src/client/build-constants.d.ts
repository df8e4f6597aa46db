/** False where the site gave reading without a network up; put in by the build. */
declare const OFFLINE: boolean;

/** Digest of the templates; put in by the build. */
declare const TEMPLATE: string;
