import type { Source } from '#core/source.ts';
import { foldHost } from '#core/url.ts';

/** Whether an address is a source's own: on the host of its home page, or of its feeds where it names none, or below it. */
export function isAtHome(source: Pick<Source, 'homepage' | 'feeds'> | undefined, address: string): boolean {
	const host = hostOf(address);
	if (source === undefined || host === undefined) return false;
	const homes = source.homepage === undefined ? source.feeds : [source.homepage];
	return homes.some((home) => {
		const own = hostOf(home);
		return own !== undefined && (host === own || host.endsWith(`.${own}`));
	});
}

function hostOf(address: string): string | undefined {
	const url = URL.parse(address);
	return url === null || url.hostname === '' ? undefined : foldHost(url.hostname);
}
