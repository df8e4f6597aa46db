import { UsageError } from '#core/expected-error.ts';
import { trainLangid } from '#measure/train-langid.ts';
import { EXIT, runCommand } from './command.ts';

await runCommand(
	{
		name: 'train',
		summary: 'Rebuilds the data of a model that the project ships. The result is the same for the same data.',
		arguments: 'langid',
		flags: { data: { type: 'string', value: 'DIR', help: 'folder of the real data (default: JARCHY_DATA)' } },
		example: 'npm run train -- langid --data ../shared/data',
	},
	async ({ texts, positionals }) => {
		if (positionals.length !== 1 || positionals[0] !== 'langid')
			throw new UsageError('Name the model to train: langid. npm run train -- --help shows an example.');
		trainLangid(texts['data'] ?? process.env['JARCHY_DATA'] ?? '../shared/data');
		return EXIT.good;
	},
);
