import { sha256 } from '#catalog/documents.ts';
import type { SiteConfig } from '#core/site.ts';
import { siteConfig } from '#site.config';
import type { CopiedOutput } from './output.ts';

/** Headers for paths that match a pattern; `*` stands for any characters. */
export interface HeaderRule {
	readonly pattern: string;
	readonly headers: Readonly<Record<string, string>>;
}

const POLICY = {
	'default-src': "'none'",
	'script-src': "'self'",
	'style-src': "'self'",
	'img-src': "'self'",
	'font-src': "'self'",
	'connect-src': "'self'",
	'worker-src': "'self'",
	'manifest-src': "'self'",
	'form-action': "'self'",
	'base-uri': "'none'",
	'frame-ancestors': "'none'",
} as const;

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Files whose names change with their bytes. */
const HASHED = [
	'/_astro/*',
	'/media/*',
	'/pagefind/*.pf_fragment',
	'/pagefind/*.pf_index',
	'/pagefind/*.pf_start',
	'/pagefind/*.pf_tags',
	'/pagefind/*.pf_words',
];

const JSON_FEED = 'application/feed+json; charset=utf-8';

/** The one table of response headers: `_headers`, the settings of servers and `npm run preview` are made from it. Later rules win. */
export const HEADER_RULES: readonly HeaderRule[] = [
	{
		pattern: '/*',
		headers: {
			'Content-Security-Policy': toPolicy(POLICY),
			'X-Content-Type-Options': 'nosniff',
			'Referrer-Policy': 'strict-origin-when-cross-origin',
			'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
			'Cache-Control': 'public, max-age=60',
		},
	},
	...siteConfig.editions.map((lang) => ({
		pattern: `/${lang}/search/*`,
		// The search's engine is WebAssembly.
		headers: { 'Content-Security-Policy': toPolicy({ ...POLICY, 'script-src': "'self' 'wasm-unsafe-eval'" }) },
	})),
	// Browsers look for a new worker at every visit, and must find the newest.
	{ pattern: '/sw.js', headers: { 'Cache-Control': 'no-cache' } },
	...HASHED.map((pattern) => ({ pattern, headers: { 'Cache-Control': IMMUTABLE } })),
	{ pattern: '*/feed.json', headers: { 'Content-Type': JSON_FEED } },
];

/**
 * What files are, by the end of their name; the first that fits counts. Not in `_headers`, whose readers know these
 * themselves and some of which join the values of two rules.
 */
export const CONTENT_TYPES: readonly (readonly [end: string, type: string])[] = [
	['/feed.json', JSON_FEED],
	['.html', 'text/html; charset=utf-8'],
	['.css', 'text/css; charset=utf-8'],
	['.js', 'text/javascript; charset=utf-8'],
	['.json', 'application/json; charset=utf-8'],
	['.webmanifest', 'application/manifest+json; charset=utf-8'],
	// Feeds too: browsers show what is called application/rss+xml or atom+xml as source text, without its style sheet.
	['.xml', 'application/xml; charset=utf-8'],
	['.xsl', 'text/xsl; charset=utf-8'],
	['.opml', 'text/x-opml; charset=utf-8'],
	['.txt', 'text/plain; charset=utf-8'],
	['/_headers', 'text/plain; charset=utf-8'],
	['/_redirects', 'text/plain; charset=utf-8'],
	['.svg', 'image/svg+xml; charset=utf-8'],
	['.webp', 'image/webp'],
	['.avif', 'image/avif'],
	['.png', 'image/png'],
	['.jpg', 'image/jpeg'],
	['.jpeg', 'image/jpeg'],
	['.gif', 'image/gif'],
	['.ico', 'image/x-icon'],
	['.woff2', 'font/woff2'],
	['.woff', 'font/woff'],
	['.wasm', 'application/wasm'],
	['.pdf', 'application/pdf'],
	// The index's own formats, compressed in themselves: the page's script unpacks them.
	['.pagefind', 'application/octet-stream'],
	['.pf_start', 'application/octet-stream'],
	['.pf_index', 'application/octet-stream'],
	['.pf_fragment', 'application/octet-stream'],
	['.pf_tags', 'application/octet-stream'],
	['.pf_words', 'application/octet-stream'],
];

/** Headers of the file at `path` (starting with a slash). */
export function headersOf(path: string): Record<string, string> {
	const type = CONTENT_TYPES.find(([end]) => path.endsWith(end))?.[1];
	const rules = HEADER_RULES.filter(({ pattern }) => matches(pattern, path));
	return Object.assign(type === undefined ? {} : { 'Content-Type': type }, ...rules.map(({ headers }) => headers));
}

/** What hosts that keep no more than these with a file are to keep. */
export interface KeptHeaders {
	readonly contentType: string;
	readonly cacheControl: string;
}

/** The headers that an object store keeps with the file at `path` (starting with a slash). */
export function keptHeadersOf(path: string): KeptHeaders {
	const { 'Content-Type': contentType = 'application/octet-stream', 'Cache-Control': cacheControl = 'no-cache' } =
		headersOf(path);
	return { contentType, cacheControl };
}

/** Changes where {@link keptHeadersOf} may answer something else. */
export function keptHeadersDigest(): string {
	const rules = HEADER_RULES.map(({ pattern, headers }) => [
		pattern,
		headers['Content-Type'],
		headers['Cache-Control'],
	]);
	return sha256(JSON.stringify([CONTENT_TYPES, rules])).slice(0, 16);
}

/**
 * The table in the `_headers` form that Netlify and Cloudflare Pages read. Where rules set the same header, Netlify takes
 * the most specific rule's; Cloudflare joins their values unless the later rule drops the name first, in a line that Netlify
 * complains about and passes over.
 */
export function headersFile(): CopiedOutput {
	const blocks = HEADER_RULES.map(({ pattern, headers }, index) => {
		const before = HEADER_RULES.slice(0, index).filter((rule) => mayMeet(rule.pattern, pattern));
		const isSet = (name: string): boolean => before.some((rule) => name in rule.headers);
		return [
			pattern.startsWith('*') ? `/${pattern}` : pattern,
			...Object.keys(headers).flatMap((name) => (isSet(name) && siteConfig.host !== 'netlify' ? [`  ! ${name}`] : [])),
			...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
		].join('\n');
	});
	return { kind: 'headers', path: '_headers', from: { by: 'text', text: `${blocks.join('\n\n')}\n` } };
}

/** Whether some path may match both patterns. */
function mayMeet(a: string, b: string): boolean {
	const [[startA = '', endA = ''], [startB = '', endB = '']] = [a.split('*'), b.split('*')];
	const isStart = startA.startsWith(startB) || startB.startsWith(startA);
	return isStart && (endA.endsWith(endB) || endB.endsWith(endA));
}

function toPolicy(directives: Readonly<Record<string, string>>): string {
	return Object.entries(directives)
		.map(([name, value]) => `${name} ${value}`)
		.join('; ');
}

/** The file by which search engines know that whoever tells them of changes speaks for the site (indexnow.org); none without a key. */
export function keyFiles({ indexNowKey: key }: Pick<SiteConfig, 'indexNowKey'>): CopiedOutput[] {
	return key === undefined ? [] : [{ kind: 'headers', path: `${key}.txt`, from: { by: 'text', text: key } }];
}

function matches(pattern: string, path: string): boolean {
	const [start = '', end = ''] = pattern.split('*');
	return path.startsWith(start) && path.endsWith(end);
}
