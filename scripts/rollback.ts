import { sumOf } from '#build/manifest-entry.ts';
import { rollBackSite } from '#build/rollback.ts';
import { foldersFrom } from '#catalog/folders.ts';
import { EXIT, runCommand } from './command.ts';

await runCommand(
	{
		name: 'rollback',
		summary:
			'Puts the site back as it was before the last build; a second time gives the newer one again. The content stays as it is: mend it before the next build.',
		flags: {},
		example: 'npm run rollback',
	},
	async () => {
		const folders = foldersFrom(process.env);
		const { written, deleted } = rollBackSite(folders);
		process.stdout.write(
			`Put ${sumOf(written).files} files of ${folders.distDir} back as they were before the last build, and took ${sumOf(deleted).files} away. Deploy to send it out; npm run build brings today's content again.\n`,
		);
		return EXIT.good;
	},
);
