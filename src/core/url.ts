/** Query parameters that say how a reader came, not what is shown. */
const TRACKING =
	/^(utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|yclid|ysclid|_openstat|mc_[ce]id|msclkid|twclid|ttclid|igshid?|vero_id|mkt_tok|_hs(enc|mi)|oly_(anon|enc)_id|rb_clickid|s_cid|cmpid|ncid|_ga|_gl|ref_src|ref_url|__twitter_impression)$/i;

/**
 * The one spelling of a web address: http(s) only, without credentials, fragment and tracking parameters; `www`
 * and the order of the rest stay.
 *
 * @example canonicalizeUrl('HTTPS://24.KG:443/a?utm_source=x&id=7#top') // => 'https://24.kg/a?id=7'
 */
export function canonicalizeUrl(address: string): string | undefined {
	const url = URL.parse(address.trim());
	if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return undefined;
	url.username = '';
	url.password = '';
	url.hash = '';
	url.search = url.search
		.slice(1)
		.split('&')
		.filter((pair) => pair !== '' && !TRACKING.test(nameOf(pair)))
		.join('&');
	url.hostname = url.hostname.replace(/\.$/, '');
	return url.href.length <= 2000 ? url.href : undefined;
}

/**
 * An address made absolute against a base, where it leads to the web.
 *
 * @example resolveWebUrl('../a.jpg', 'https://24.kg/news/1/') // => 'https://24.kg/news/a.jpg'
 */
export function resolveWebUrl(address: string | undefined, base: string | undefined): string | undefined {
	const url = address === undefined || address.trim() === '' ? undefined : URL.parse(address, base);
	return url?.protocol === 'http:' || url?.protocol === 'https:' ? url.href : undefined;
}

/** The name in `name=value`, as written where its escapes are broken. */
function nameOf(pair: string): string {
	const name = pair.split('=', 1)[0] ?? '';
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
