import { resolve } from 'node:path';
import { SERVERS, serverConfig } from '#build/server-config.ts';
import { foldersFrom } from '#catalog/folders.ts';
import { UsageError } from '#core/expected-error.ts';
import { siteConfig } from '#site.config';
import { EXIT, runCommand } from './command.ts';

await runCommand(
	{
		name: 'server-config',
		summary:
			'Prints settings with which a server of your own answers as npm run preview does: headers, types, 404 and 410.',
		arguments: SERVERS.join('|'),
		flags: { root: { type: 'string', value: 'DIR', help: 'folder of the site on that server (default: dist/ here)' } },
		example: 'npm run --silent server-config -- nginx --root /var/www/news > jarchy.conf',
	},
	async ({ texts, positionals: [name, ...others] }) => {
		const server = SERVERS.find((known) => known === name);
		if (server === undefined || others.length > 0)
			throw new UsageError(
				`Name one server: ${SERVERS.join(' or ')}. Found ${name === undefined ? 'none' : `“${[name, ...others].join(' ')}”`}.`,
			);
		const root = resolve(texts['root'] ?? foldersFrom(process.env).distDir);
		process.stdout.write(serverConfig(server, { config: siteConfig, root }));
		return EXIT.good;
	},
);
