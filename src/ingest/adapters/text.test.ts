import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parseDate } from '#core/date.ts';
import { readPageDump } from './text.ts';

const DATA = process.env['JARCHY_DATA'] ?? '../shared/data';
const SEED = join(DATA, '../seed/forkg-page.txt');
const DUMPS = join(DATA, 'extract/scrapinghub-textdump.jsonl.gz');

describe('readPageDump', () => {
	test('finds no article in lists and labels', () => {
		expect(readPageDump('Главная\nПолитика\nПогода в Бишкеке\nВойти\n')).toBeUndefined();
		expect(readPageDump('')).toBeUndefined();
	});

	test('prefers the headline that the title of the page repeats', () => {
		const dump =
			'The lake in winter - Demo outlet\n\nHome\nNature\n\nThe lake in winter\n\nBy Anna Demo\nJuly 29, 2021\n\nA line above the text that is long\n\nThe lake freezes in November. Nobody lives there until June, when herders come.';
		expect(readPageDump(dump)).toMatchObject({
			title: 'The lake in winter',
			authors: ['Anna Demo'],
			published: 'July 29, 2021',
			text: 'The lake freezes in November. Nobody lives there until June, when herders come.',
		});
	});
});

test.skipIf(!existsSync(SEED))('takes the seed page apart (skipped where JARCHY_DATA is absent)', () => {
	const item = readPageDump(readFileSync(SEED, 'utf8'));
	expect(item).toMatchObject({
		title: 'Russian military bases in Tajikistan, Kyrgyzstan raise combat readiness over Taliban threat',
		sourceName: 'akipress.kg',
		imageCredit: 'akipress.kg',
	});
	expect(parseDate(item?.published ?? '', { timeZone: 'Asia/Bishkek', now: '2026-01-01T00:00:00Z' })).toBe(
		'2021-07-29T11:42:00+06:00',
	);
	expect(item?.relatedHeadlines).toHaveLength(5);
	expect(item?.text?.split('\n')).toHaveLength(6);
	expect(item?.text).toMatch(/^AKIPRESS\.COM - [\s\S]*most part of territory of Afghanistan\.$/);
});

test.skipIf(!existsSync(DUMPS))('finds the texts of real page dumps (skipped where JARCHY_DATA is absent)', () => {
	const rows = gunzipSync(readFileSync(DUMPS)).toString('utf8').trim().split('\n');
	const scores = rows.map((row) => {
		const { dump, articleBody }: { dump: string; articleBody: string } = JSON.parse(row);
		return overlap(readPageDump(dump)?.text ?? '', articleBody);
	});
	expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThan(0.87);
});

/** F1 over runs of four words. */
function overlap(found: string, wanted: string): number {
	const [runs, gold] = [found, wanted].map(runsOf);
	const shared = [...(runs ?? [])].filter((run) => gold?.has(run)).length;
	return (2 * shared) / ((runs?.size ?? 0) + (gold?.size ?? 0));
}

function runsOf(text: string): Set<string> {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	return new Set(words.map((_, index) => words.slice(index, index + 4).join(' ')));
}
