import { resolveWebUrl } from '#core/url.ts';

/** A relative address made absolute where its base leads to the web; one with a scheme stays as written. */
export function absoluteAddress(written: string, base: string | undefined): string {
	return /^[a-z][a-z0-9+.-]*:/i.test(written) ? written : (resolveWebUrl(written, base) ?? written);
}
