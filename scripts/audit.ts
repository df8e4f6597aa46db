import { servePreview } from '#build/preview.ts';
import { foldersFrom } from '#catalog/folders.ts';
import { UsageError } from '#core/expected-error.ts';
import { auditPages, formatAudits, type PageAudit } from '#measure/audit.ts';
import { siteConfig } from '#site.config';
import { EXIT, runCommand } from './command.ts';

await runCommand(
	{
		name: 'audit',
		summary:
			'Measures one page of each kind of the built site in a real browser: Lighthouse (mobile), axe, weight and requests. Exits with 1 where a score is below 100.',
		flags: {
			lang: { type: 'string', value: 'LANG,…', help: `editions (default: ${siteConfig.editions.join(',')})` },
			kind: { type: 'string', value: 'KIND,…', help: 'kinds of page, e.g. front,article (default: all)' },
			json: { type: 'boolean', help: 'print one JSON object a page' },
		},
		example: 'DIST_DIR=.demo/dist npm run audit -- --kind front,article',
	},
	async ({ texts, switches }) => {
		const langs = texts['lang']?.split(',') ?? siteConfig.editions;
		const unknown = langs.find((lang) => !siteConfig.editions.includes(lang));
		if (unknown !== undefined)
			throw new UsageError(`There is no edition “${unknown}”. The editions are ${siteConfig.editions.join(', ')}.`);
		const { url, server } = await servePreview({ distDir: foldersFrom(process.env).distDir, port: 0 });
		const audits: PageAudit[] = [];
		try {
			const onProgress = (text: string): void => void process.stderr.write(`${text}\n`);
			for await (const audit of auditPages({ url, langs, kinds: texts['kind']?.split(','), onProgress })) {
				audits.push(audit);
				if (switches.has('json')) process.stdout.write(`${JSON.stringify(audit)}\n`);
			}
		} finally {
			server.close();
			server.closeAllConnections();
		}
		if (audits.length === 0) throw new UsageError(`No page is of kind “${texts['kind']}”.`);
		if (!switches.has('json')) process.stdout.write(formatAudits(audits));
		return audits.some(({ faults, violations }) => faults.length + violations.length > 0) ? EXIT.someFailed : EXIT.good;
	},
);
