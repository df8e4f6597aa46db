import { resolveWebUrl } from '#core/url.ts';

/**
 * The address of a picture, made absolute where its document has an address. A document on this machine has none:
 * there a relative path stays as written, for the picture lies beside it.
 *
 * @example pictureAddress('../pictures/map.png', undefined) // => '../pictures/map.png'
 */
export function pictureAddress(address: string | undefined, base: string | undefined): string | undefined {
	const written = address?.trim() ?? '';
	const isPath = written !== '' && !/^([a-z][a-z0-9+.-]*:|\/\/|#)/i.test(written);
	return base === undefined && isPath ? written : resolveWebUrl(written, base);
}
