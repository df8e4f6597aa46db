import { join } from 'node:path';
import { foldersFrom } from '#catalog/folders.ts';
import { UsageError } from '#core/expected-error.ts';
import { IngestError } from '#ingest/errors.ts';
import { addFixture } from '#ingest/new-fixture.ts';
import { siteConfig } from '#site.config';
import { EXIT, runCommand } from './command.ts';

await runCommand(
	{
		name: 'new-fixture',
		summary: 'Saves a real page, feed or dump as a test case: its bytes, whence they came, and what is read from them.',
		arguments: 'URL|PATH',
		flags: {
			name: { type: 'string', value: 'CASE', help: 'name of the case (default: made from the address)' },
			'source-lang': { type: 'string', value: 'LANG', help: 'main language of its source (default: ru)' },
		},
		example: 'npm run new-fixture -- https://example.com/news/1 --name wide-table',
	},
	async ({ texts, positionals: [named, ...more] }) => {
		if (named === undefined || more.length > 0)
			throw new UsageError('Name one address or file to save. npm run new-fixture -- --help shows an example.');
		const options = {
			named,
			name: texts['name'],
			lang: texts['source-lang'],
			fixturesDir: join(import.meta.dirname, '../src/ingest/fixtures'),
			contentDir: foldersFrom(process.env).contentDir,
			contact: siteConfig.contact,
			now: new Date().toISOString(),
		};
		const fixture = await addFixture(options).catch((error: unknown) => {
			if (!(error instanceof IngestError)) throw error;
			process.stderr.write(`${error.message} [${error.code}]\n`);
			return undefined;
		});
		if (fixture === undefined) return EXIT.someFailed;
		process.stdout.write(`${adviceOn(fixture)}\n`);
		return EXIT.good;
	},
);

function adviceOn({ folder, files, expected }: Awaited<ReturnType<typeof addFixture>>): string {
	return [
		`Wrote ${files.join(', ')} to ${folder} (${expected.split('\n', 1)[0]}).`,
		'Review expected.md before you commit it: title, address, date and authors as the page has them; the text from its first paragraph to its last, and nothing of what surrounds it. Where ingest reads it wrong, mend ingest, then run `npx vitest run -u --dir src fixtures`.',
		'The text becomes part of this repository: its licence must allow that. Where it does not, cut the document to what shows the case and replace its words.',
	].join('\n');
}
