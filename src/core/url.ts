/** Query parameters that say how a reader came, not what is shown. */
const TRACKING = new RegExp(
	`^(${[
		'utm_\\w+|fbclid|fb_(action_ids|action_types|ref|source)|mibextid|igshid?|twclid|ttclid|li_fat_id|__twitter_impression',
		'gclid|gclsrc|dclid|wbraid|gbraid|gad_(source|campaignid)|srsltid|_ga|_gl|msclkid|ocid',
		'yclid|ysclid|ymclid|yadclid|yadordid|_openstat|erid|rb_clickid',
		'mc_[ce]id|mkt_tok|vero_id|_hs(enc|mi)|hss_channel|oly_(anon|enc)_id|s_cid|cmpid|ncid|smid|xtor|ftag',
		'at_\\w+|pk_(campaign|kwd|keyword|source|medium|content)|(mtm|piwik|matomo)_\\w+|wt\\.[mz]c?_\\w+|ns_(campaign|mchannel|source|linkname|fee)',
		'ref_src|ref_url|guccounter|guce_referrer\\w*',
	].join('|')})$`,
	'i',
);

/** Parts of a query that choose how an article is shown, not which. */
const SHOWN_AS =
	/^((no)?amp|print|printable|print_?version|(is)?mobile)(=(1|y|yes|true|on|amp|print|mobile)?)?$|^(output|outputtype|view|format|layout|tmpl|mode|type|do|action|version)=(amp|print|printable|mobile)$|^tmpl=component$|^(from|ref|source|src)=rss$/i;
const AMP_CACHE = /^https?:\/\/(?:[\w-]+\.cdn\.ampproject\.org\/[cv]|www\.google\.[a-z.]+\/amp)\/(?:s\/)?(?=[\w-]+\.)/i;

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
 * What the addresses of one article have in common, whether they go by http or https, to the host for telephones, to
 * the AMP or print version, with or without `www.`, a slash at the end, `index.html`, tracking or another order of
 * parameters. Any other name, and a name that is such a form already, stays as it is.
 *
 * @example foldAddress('http://m.24.kg/a/amp/?utm_source=x') // => '//24.kg/a'
 */
export function foldAddress(name: string): string {
	const address = name.replace(AMP_CACHE, 'https://');
	const [, host = '', path = '', query = '', fragment = ''] =
		/^https?:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?$/i.exec(address) ?? [];
	if (host === '') return name;
	const pairs = query.split('&').filter((pair) => pair !== '' && !TRACKING.test(nameOf(pair)) && !SHOWN_AS.test(pair));
	return `//${foldHost(host)}${foldPath(path)}${pairs.length === 0 ? '' : `?${pairs.sort().join('&')}`}${fragment}`;
}

/** A host without what names its version for telephones, as long as two labels are left. */
export function foldHost(host: string): string {
	return host.toLowerCase().replace(/^(?:(?:www\d?|m|mobile|amp|wap)\.)+(?=[^.]+\.[^.]+)/, '');
}

function foldPath(path: string): string {
	return path
		.replace(/%[0-9a-f]{2}/gi, (written) => {
			const letter = String.fromCharCode(Number.parseInt(written.slice(1), 16));
			return /[\w.~-]/.test(letter) ? letter : written.toUpperCase();
		})
		.replace(/\/+$/, '')
		.replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/i, '')
		.replace(/\/(?:amp|print)$|\.amp(?=\.html?$|$)/i, '')
		.replace(/^\/(?:amp|print)(?=\/)/i, '')
		.replace(/\/+$/, '');
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
