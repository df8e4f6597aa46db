import type { CalendarDay } from './views/calendar.ts';

/** Width of a bar and its gap, in units of the drawing. */
const STEP = 4;
const BAR_WIDTH = 3;
/** Height of the drawing of bars. */
const HEIGHT = 100;

/** Bars as one path of an SVG whose `viewBox` is given. A count that is not 0 is always seen. */
export function barShapes(counts: readonly number[]): { readonly viewBox: string; readonly path: string } {
	const most = Math.max(1, ...counts);
	const bars = counts.map((count, index) => {
		const height = count === 0 ? 0 : Math.max(2, Math.round((HEIGHT * count) / most));
		return height === 0 ? '' : `M${index * STEP} ${HEIGHT}v-${height}h${BAR_WIDTH}v${height}z`;
	});
	return { viewBox: `0 0 ${counts.length * STEP - (STEP - BAR_WIDTH)} ${HEIGHT}`, path: bars.join('') };
}

/** Side of a day in a year's heat map, of its place of 10. */
const CELL = 8;

/** The days of a year as squares, a column a week from Monday on: a path for each degree of heat. */
export function heatShapes(days: readonly CalendarDay[]): {
	readonly viewBox: string;
	readonly paths: readonly { readonly heat: number; readonly path: string }[];
} {
	const [first] = days;
	const offset = first === undefined ? 0 : (new Date(`${first.day}T00:00:00Z`).getUTCDay() + 6) % 7;
	const byHeat = Map.groupBy(
		days.map(({ heat }, index) => ({ heat, at: index + offset })),
		({ heat }) => heat,
	);
	const paths = [...byHeat.keys()].sort().map((heat) => ({
		heat,
		path: (byHeat.get(heat) ?? [])
			.map(({ at }) => `M${Math.floor(at / 7) * 10} ${(at % 7) * 10}h${CELL}v${CELL}h-${CELL}z`)
			.join(''),
	}));
	const weeks = Math.ceil((days.length + offset) / 7);
	return { viewBox: `0 0 ${weeks * 10 - (10 - CELL)} ${70 - (10 - CELL)}`, paths };
}
