import type { Redecided } from './redecide.ts';

/** One line per source that changed, then what needs a hand, then the summary line. */
export function formatRedecided(reports: readonly Redecided[], { isDryRun }: { readonly isDryRun: boolean }): string {
	const width = Math.max(12, ...reports.map(({ id }) => id.length));
	const lines = reports.filter(({ changed }) => changed > 0).map((report) => formatSource(report, width));
	for (const { id, articles } of reports.filter(({ hasRights }) => !hasRights)) {
		lines.push(
			`${id} states no rights: its ${articles} articles stay as they are and are shown as title and link alone. State them in content/sources/${id}.yaml; npm run remove -- --source ${id} --why … takes them down.`,
		);
	}
	for (const { id, short } of reports.filter((report) => report.short > 0)) {
		lines.push(
			`${id}: ${short} articles hold less than it allows; the next npm run ingest brings what its feeds still hold.`,
		);
	}
	const sum = (field: 'articles' | 'changed'): number => reports.reduce((total, report) => total + report[field], 0);
	lines.push(`${isDryRun ? 'Would change' : 'Changed'} ${sum('changed')} of ${sum('articles')} articles.`);
	return lines.map((line) => `${line}\n`).join('');
}

function formatSource({ id, changed, ...counts }: Redecided, width: number): string {
	const fields = ['texts', 'pictures', 'topics', 'reprints', 'related'] as const;
	const parts = fields.filter((field) => counts[field] > 0).map((field) => `${counts[field]} ${WORDS[field]}`);
	return `${id.padEnd(width)} ${String(changed).padStart(5)} changed: ${parts.join(', ')}`;
}

const WORDS = {
	texts: 'in text',
	pictures: 'in pictures',
	topics: 'in topics',
	reprints: 'as reprints',
	related: 'in related articles',
} as const;
