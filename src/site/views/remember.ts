import type { Site } from '../site.ts';

/**
 * A view function that keeps its last value: a build asks whether a page changed and then has it rendered, which asks
 * for the same view again.
 */
export function rememberLast<P extends Readonly<Record<string, string | undefined>>, V>(
	view: (site: Site, params: P) => V,
): (site: Site, params: P) => V {
	let last: { site: Site; key: string; value: V } | undefined;
	return (site, params) => {
		const key = keyOf(params);
		if (last === undefined || last.site !== site || last.key !== key) {
			last = { site, key, value: view(site, params) };
		}
		return last.value;
	};
}

/** Parameters without those that are absent, whatever their order. */
function keyOf(params: Readonly<Record<string, string | undefined>>): string {
	return Object.keys(params)
		.filter((name) => params[name] !== undefined)
		.sort()
		.map((name) => `${name}=${params[name]}`)
		.join('&');
}
