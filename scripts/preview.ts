import { servePreview } from '#build/preview.ts';
import { foldersFrom } from '#catalog/folders.ts';
import { UsageError } from '#core/expected-error.ts';
import { EXIT, runCommand } from './command.ts';

await runCommand(
	{
		name: 'preview',
		summary: 'Serves the built site on this machine with the headers it has in production.',
		flags: { port: { type: 'string', value: 'N', help: 'port to listen on (default 4321; 0 picks a free one)' } },
		example: 'npm run preview -- --port 8080',
	},
	async ({ texts }) => {
		const port = Number(texts['port'] ?? 4321);
		if (!Number.isInteger(port) || port < 0 || port > 65_535) {
			throw new UsageError(`--port takes a number from 0 to 65535, found “${texts['port']}”.`);
		}
		const { distDir } = foldersFrom(process.env);
		const { url } = await servePreview({ distDir, port });
		process.stdout.write(`Serving ${distDir} at ${url} (Ctrl+C ends it).\n`);
		return EXIT.good;
	},
);
