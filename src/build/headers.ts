import type { CopiedOutput } from './output.ts';

/** Headers for paths that match a pattern; `*` stands for any characters. */
export interface HeaderRule {
	readonly pattern: string;
	readonly headers: Readonly<Record<string, string>>;
}

const CONTENT_SECURITY_POLICY = [
	"default-src 'none'",
	"script-src 'self' 'wasm-unsafe-eval'",
	"style-src 'self'",
	"img-src 'self'",
	"font-src 'self'",
	"connect-src 'self'",
	"worker-src 'self'",
	"manifest-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

const IMMUTABLE = 'public, max-age=31536000, immutable';

/** Files whose names change with their bytes. */
const HASHED = [
	'/_astro/*',
	'/media/*',
	'/pagefind/*.pf_fragment',
	'/pagefind/*.pf_index',
	'/pagefind/*.pf_filter',
	'/pagefind/*.pf_meta',
];

/** The one table of response headers: `_headers` and `npm run preview` are made from it. Later rules win. */
const HEADER_RULES: readonly HeaderRule[] = [
	{
		pattern: '/*',
		headers: {
			'Content-Security-Policy': CONTENT_SECURITY_POLICY,
			'X-Content-Type-Options': 'nosniff',
			'Referrer-Policy': 'strict-origin-when-cross-origin',
			'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), browsing-topics=()',
			'Cache-Control': 'public, max-age=60',
		},
	},
	...HASHED.map((pattern) => ({ pattern, headers: { 'Cache-Control': IMMUTABLE } })),
	{ pattern: '*/rss.xml', headers: { 'Content-Type': 'application/rss+xml; charset=utf-8' } },
];

/** Headers of the file at `path` (starting with a slash). */
export function headersOf(path: string): Record<string, string> {
	const rules = HEADER_RULES.filter(({ pattern }) => matches(pattern, path));
	return Object.assign({}, ...rules.map(({ headers }) => headers));
}

/** The table in the `_headers` form that Netlify and Cloudflare Pages read. */
export function headersFile(): CopiedOutput {
	const blocks = HEADER_RULES.map(({ pattern, headers }) =>
		[
			pattern.startsWith('*') ? `/${pattern}` : pattern,
			...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`),
		].join('\n'),
	);
	return { kind: 'headers', path: '_headers', from: { by: 'text', text: `${blocks.join('\n\n')}\n` } };
}

function matches(pattern: string, path: string): boolean {
	const [start = '', end = ''] = pattern.split('*');
	return path.startsWith(start) && path.endsWith(end);
}
