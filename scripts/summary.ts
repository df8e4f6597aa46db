import { sumOf } from '#build/manifest-entry.ts';
import type { BuildReport } from '#build/report.ts';

/** What a build did, in a few lines. @param seconds that it took */
export function summary(report: BuildReport, seconds: number, distDir: string): string {
	const { articles, pages, feeds, written, deleted, unchanged, withoutEdition, looked } = report;
	const took = new Map<string, number>();
	for (const { step, wallS } of report.steps) took.set(step, (took.get(step) ?? 0) + wallS);
	const slow = [...took]
		.filter(([, wallS]) => wallS > seconds / 10)
		.map(([step, wallS]) => `${step} ${wallS.toFixed(1)} s`);
	const languages = withoutEdition.map(({ lang, count }) => `${count} in “${lang}”`).join(', ');
	const { files, bytes } = sumOf(written);
	const lines = [
		`The site has ${articles} articles: ${pages} pages, ${feeds} feeds.`,
		...(articles === 0 ? ['There is no article yet: run npm run ingest, or npm start for the demo.'] : []),
		...(withoutEdition.length === 0 ? [] : [`Without a page, for want of an edition in their language: ${languages}.`]),
		looked === 0
			? `Nothing changed since the last build (${seconds.toFixed(1)} s).`
			: `Looked at ${looked} pages and feeds, wrote ${files} files (${(bytes / 1e6).toFixed(1)} MB) to ${distDir}, deleted ${sumOf(deleted).files}, left ${unchanged} (${seconds.toFixed(1)} s: ${slow.join(', ')}).`,
	];
	return `${lines.join('\n')}\n`;
}
