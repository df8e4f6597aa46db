import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '#core/expected-error.ts';
import { subsetFonts } from '#measure/subset-fonts.ts';
import { trainLangid } from '#measure/train-langid.ts';
import { EXIT, runCommand } from './command.ts';

const FONTS_DIR = 'src/styles/fonts';

await runCommand(
	{
		name: 'train',
		summary:
			'Rebuilds data that the project ships: language profiles, or the everyday letters of its fonts. The same comes of the same.',
		arguments: 'langid|fonts',
		flags: {
			data: { type: 'string', value: 'DIR', help: 'folder of the real data for langid (default: JARCHY_DATA)' },
		},
		example: 'npm run train -- langid --data ../shared/data',
	},
	async ({ texts, positionals: [name, ...others] }) => {
		if (others.length === 0 && name === 'langid') {
			trainLangid(texts['data'] ?? process.env['JARCHY_DATA'] ?? '../shared/data');
			return EXIT.good;
		}
		if (others.length > 0 || name !== 'fonts')
			throw new UsageError('Name what to rebuild: langid or fonts. npm run train -- --help shows an example.');
		for (const { name: file, bytes } of await subsetFonts()) {
			writeFileSync(join(FONTS_DIR, file), bytes);
			process.stdout.write(`${join(FONTS_DIR, file)}: ${(bytes.length / 1000).toFixed(1)} KB\n`);
		}
		return EXIT.good;
	},
);
