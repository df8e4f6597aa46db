import type { Day } from '#core/day.ts';
import type { ListName } from '#core/list.ts';
import { periodsOf } from '#core/period.ts';
import { tagKey } from '#core/tag.ts';
import { terms } from '#core/terms.ts';
import type { Catalog } from './catalog.ts';

/** A count goes up when an article comes, down when it goes; at 0 its row goes too. */
type Step = 1 | -1;

/** Columns that make up the key of each table of counts. */
const KEYS = {
	list: ['list'],
	period: ['list', 'length', 'period'],
	tag: ['lang', 'key', 'label'],
	title_term: ['lang', 'term'],
} as const;

/** Steps held at a time. */
const MOST_HELD = 200_000;

/**
 * How many articles lists, their periods, spellings of tags and terms of titles have. Steps are held and written together by
 * {@link Counts.flush}: of many articles those in one list come down to one row.
 */
export class Counts {
	readonly #catalog: Catalog;
	readonly #steps = new Map<string, number>();

	constructor(catalog: Catalog) {
		this.#catalog = catalog;
	}

	/** Counts an article that stands in lists on a day. */
	addListed(lists: readonly ListName[], day: Day, step: Step): void {
		const periods = periodsOf(day);
		for (const list of lists) {
			this.#add('list', [list], step);
			for (const period of periods) this.#add('period', [list, period.length, period], step);
		}
	}

	/** Counts the spellings of an article's tags. */
	addTags(lang: string, tags: readonly string[], step: Step): void {
		for (const label of new Set(tags)) {
			const key = tagKey(label);
			if (key !== '') this.#add('tag', [lang, key, label], step);
		}
	}

	/** Counts the telling words of an article's title. */
	addTerms(lang: string, title: string, step: Step): void {
		for (const term of new Set(terms(title))) this.#add('title_term', [lang, term], step);
	}

	/** Writes what is held. */
	flush(): void {
		for (const [id, step] of this.#steps) {
			const [table, ...key]: (string | number)[] = JSON.parse(id);
			if (step !== 0 && isCounted(table)) this.#write(table, key, step);
		}
		this.#steps.clear();
	}

	#add(table: keyof typeof KEYS, key: readonly (string | number)[], step: Step): void {
		const id = JSON.stringify([table, ...key]);
		this.#steps.set(id, (this.#steps.get(id) ?? 0) + step);
		if (this.#steps.size > MOST_HELD) this.flush();
	}

	#write(table: keyof typeof KEYS, key: readonly (string | number)[], step: number): void {
		const marks = key.map(() => '?').join(', ');
		this.#catalog.run(
			`INSERT INTO ${table} VALUES (${marks}, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count`,
			...key,
			step,
		);
		if (step > 0) return;
		const where = KEYS[table].map((column) => `${column} = ?`).join(' AND ');
		this.#catalog.run(`DELETE FROM ${table} WHERE ${where} AND count = 0`, ...key);
	}
}

function isCounted(table: unknown): table is keyof typeof KEYS {
	return typeof table === 'string' && Object.hasOwn(KEYS, table);
}
