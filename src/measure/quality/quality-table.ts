import { formatTable } from '../bench-table.ts';
import type { Metrics, Score } from './suite.ts';

/** Scores for people: a row a set, below it the peers' figures on the same set. */
export function formatScores(scores: readonly Score[]): string {
	const names = [...new Set(scores.flatMap(({ metrics }) => Object.keys(metrics)))];
	const rows = scores.flatMap(({ set, items, metrics, peers }) => [
		[set, String(items), ...cells(metrics, names)],
		...Object.entries(peers).map(([peer, figures]) => [`  ${peer}`, '', ...cells(figures, names)]),
	]);
	return `${formatTable([['set', 'items', ...names], ...rows])}\n`;
}

function cells(metrics: Metrics, names: readonly string[]): string[] {
	return names.map((name) => {
		const value = metrics[name];
		if (value === undefined) return '';
		return Number.isInteger(value) && value > 1 ? String(value) : value.toFixed(4);
	});
}
