import type { SiteConfig } from '#core/site.ts';
import { CONTENT_TYPES, HEADER_RULES } from './headers.ts';

/** What a server's settings are made for. */
export interface ServerInput {
	readonly config: SiteConfig;
	/** Absolute path of the folder with the site. */
	readonly root: string;
}

/** Servers that {@link serverConfig} knows. */
export const SERVERS = ['nginx', 'caddy'] as const;

/** The settings with which a server answers as `npm run preview` does: headers, types, 404 and 410 in the edition's language. */
export function serverConfig(server: (typeof SERVERS)[number], input: ServerInput): string {
	return server === 'nginx' ? nginxConfig(input) : caddyConfig(input);
}

const TEXT_TYPES = [
	...new Set(CONTENT_TYPES.filter(([, type]) => type.includes('charset')).map(([, type]) => bareType(type))),
];
/** Types of files that are called the same everywhere, and of the others by the end of their name. */
const NAMED_TYPES = CONTENT_TYPES.filter(([end]) => /^\/[a-z]/.test(end));
const TYPES_BY_EXTENSION = CONTENT_TYPES.filter(([end]) => end.startsWith('.'));

function nginxConfig({ config, root }: ServerInput): string {
	const names = [...new Set(HEADER_RULES.flatMap(({ headers }) => Object.keys(headers)))].filter(isNoType);
	const others = config.editions.filter((lang) => lang !== config.defaultEdition);
	return `# Goes into nginx's conf.d folder. Add what your certificate needs. Addresses of removed pages, for 410 Gone:
#   sed 's/$/ 1;/' ${root}/gone.txt > /etc/nginx/jarchy-gone.map
map $uri $jarchy_gone { volatile; include /etc/nginx/jarchy-gone*.map; }
map $uri $jarchy_missing { default /${config.defaultEdition}/404.html; ${others.map((lang) => `~^/${lang}/ /${lang}/404.html;`).join(' ')} }
${names.map(nginxMap).join('\n')}

server {
	listen 80;
	server_name ${new URL(config.url).hostname};
	root ${root};

	charset utf-8;
	charset_types ${TEXT_TYPES.join(' ')};
	gzip on;
	gzip_vary on;
	gzip_types ${TEXT_TYPES.filter((type) => type !== 'text/html').join(' ')};
	types {
${TYPES_BY_EXTENSION.map(([end, type]) => `\t\t${bareType(type)} ${end.slice(1)};`).join('\n')}
	}
	default_type application/octet-stream;

${names.map((name) => `\tadd_header ${name} $${variableOf(name)} always;`).join('\n')}

	error_page 404 410 $jarchy_missing;
	if ($jarchy_gone) { return 410; }
${NAMED_TYPES.map(([end, type]) => `\tlocation ~ ${toRegex(end)}$ { types {} default_type ${bareType(type)}; }`).join('\n')}
}
`;
}

/** The values of a header by address; the first that fits counts, so the later rules stand first. */
function nginxMap(name: string): string {
	const rules = HEADER_RULES.filter(({ headers }) => name in headers).toReversed();
	const lines = rules.map(
		({ pattern, headers }) => `\t"~^${pattern.split('*').map(toRegex).join('.*')}$" "${headers[name]}";`,
	);
	return `map $uri $${variableOf(name)} {\n${lines.join('\n')}\n}`;
}

function caddyConfig({ config, root }: ServerInput): string {
	const languages = config.editions.filter((lang) => lang !== config.defaultEdition);
	const types = CONTENT_TYPES.filter(([end]) => !end.startsWith('/_')).toReversed();
	const rules = [
		...HEADER_RULES,
		...types.map(([end, type]) => ({ pattern: `*${end}`, headers: { 'Content-Type': type } })),
	].map(({ pattern, headers }, index) => {
		const lines = Object.entries(headers).map(([name, value]) => `header @${index} ${name} "${value}"`);
		return [`@${index} path ${pattern}`, ...lines].map((line) => `\t\t${line}`).join('\n');
	});
	return `# A Caddyfile. Addresses of removed pages, for 410 Gone:
#   sed 's/^/error /; s/$/ 410/' ${root}/gone.txt > /etc/caddy/jarchy-gone.caddy
${new URL(config.url).hostname} {
	root * ${root}
	encode zstd gzip
	route {
${rules.join('\n')}
		import jarchy-gone*.caddy
		file_server
	}
	handle_errors {
${languages.map((lang) => `\t\trewrite /${lang}/* /${lang}/404.html`).join('\n')}
		@else not path ${languages.map((lang) => `/${lang}/*`).join(' ')}
		rewrite @else /${config.defaultEdition}/404.html
		header Content-Type "text/html; charset=utf-8"
		file_server
	}
}
`;
}

function isNoType(name: string): boolean {
	return name !== 'Content-Type';
}

function variableOf(header: string): string {
	return `jarchy_${header.toLowerCase().replaceAll('-', '_')}`;
}

function bareType(type: string): string {
	return type.replace(/;.*/, '');
}

function toRegex(text: string): string {
	return text.replace(/[.+?()[\]{}|^$\\]/g, '\\$&');
}
