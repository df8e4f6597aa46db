import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toPlainText } from '#catalog/plain-text.ts';
import { formatScores } from './quality-table.ts';
import { searchSuite } from './search.ts';
import { plainMarkdown, toDoc } from './search-content.ts';
import type { Collection, Headline } from './search-data.ts';
import { lemmaQuestions, onRussianKeyboard } from './search-lemmas.ts';
import { likelySame } from './search-likeness.ts';
import { documentNameQuestions, headlineNameQuestions } from './search-names.ts';
import { relevance } from './search-scores.ts';
import { someSpellings, spellLatin } from './search-spellings.ts';
import { titleQuestions } from './search-titles.ts';
import type { Score } from './suite.ts';

describe('a folder of two languages and headlines, built, served and asked in the browser', () => {
	const dir = mkdtempSync(join(tmpdir(), 'jarchy-search-test-'));
	const scores: Score[] = [];
	const answers: string[] = [];

	beforeAll(async () => {
		write('news-ru-docs', [
			{ id: '1', lang: 'ru', text: 'Пастухи перегнали отары на летние пастбища у озера.' },
			{ id: '2', lang: 'ru', text: 'В столице открыли мост через реку. Его строил инженер Андрей Соколов.' },
		]);
		write('news-ru-queries', [
			{ id: 'a', text: 'Кто строил мост?', doc: '2' },
			{ id: 'b', text: 'Какие пастбища лежат у озера?', doc: '1' },
		]);
		write('news-en-docs', [
			{ id: '1', text: 'Shepherds drove their flocks to summer pastures by the lake.' },
			{ id: '2', text: 'A bridge over the river was opened. Its engineer was Andrey Sokolov.' },
		]);
		write('news-en-queries', [{ id: 'a', text: 'Who was the engineer of the bridge?', doc: '2' }]);
		write('own-headlines', [
			{
				id: '1',
				lang: 'ky',
				text: 'Бишкекте көпүрө ачылды.',
				tokens: tokensOf('Бишкекте/Бишкек/PROPN көпүрө/көпүрө/NOUN ачылды/ач/VERB'),
			},
			{
				id: '2',
				lang: 'ky',
				text: 'Малчылар жайлоого көчтү.',
				tokens: tokensOf('Малчылар/малчы/NOUN жайлоого/жайлоо/NOUN көчтү/көч/VERB'),
			},
		]);
		const sets = new Set('news-ru news-en mixed mixed-en ky-lemmas ky-folded latin-names'.split(' '));
		const onAnswer = (set: string, question: string, place: number): void =>
			void answers.push(`${set} ${place} ${question}`);
		for await (const score of searchSuite.score({ dir, also: dir, sets, onAnswer }, () => undefined))
			scores.push(score);
	}, 180_000);
	afterAll(() => rmSync(dir, { recursive: true, force: true }));

	function write(name: string, rows: readonly unknown[]): void {
		writeFileSync(join(dir, `${name}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
	}

	test('each collection is a set of its own, and all together are one in which nothing tells the language', () => {
		expect(scores.map(({ set, items }) => [set, items])).toEqual([
			['news-en', 1],
			['news-ru', 2],
			['mixed', 3],
			['mixed-en', 1],
			['ky-lemmas', 2],
			['ky-folded', 2],
			['latin-names', expect.any(Number)],
		]);
	});

	test('questions find their documents', () => {
		for (const { set, metrics } of scores.slice(0, 4)) expect([set, metrics['hit1']]).toEqual([set, 1]);
		expect(answers).toContain('news-ru 1 Кто строил мост?');
		expect(answers).toContain('mixed 1 Who was the engineer of the bridge?');
	});

	test('a score holds what the answers cost, and what other searches found', () => {
		for (const { metrics, peers } of scores) {
			const figures = 'hit1 mrr10 recall10 bytesPerQuery requestsPerQuery msPerQuery indexBytes'.split(' ');
			expect(Object.keys(metrics)).toEqual(figures);
			expect(metrics['msPerQuery']).toBeGreaterThan(0);
			expect(metrics['indexBytes']).toBeGreaterThan(0);
			expect(Object.keys(peers)).toEqual(['lunr', 'minisearch', 'pagefind', 'pagefind, summed by word']);
			for (const peer of Object.values(peers))
				expect(peer).toMatchObject({
					hit1: expect.any(Number),
					mrr10: expect.any(Number),
					recall10: expect.any(Number),
				});
		}
		expect(scores[1]?.peers['minisearch']?.['hit1']).toBe(1);
		// Of an index of several languages stock Pagefind has to be given each.
		expect(scores[2]?.peers['pagefind, summed by word']?.['hit1']).toBe(1);
	});

	test('the table for people has a row a set and a row a peer', () => {
		const lines = formatScores(scores).trimEnd().split('\n');
		expect(lines).toHaveLength(1 + scores.length * 5);
		expect(lines[1]).toMatch(/^news-en\s+1 /);
	});
});

test('a folder without data gives no score', async () => {
	const dir = mkdtempSync(join(tmpdir(), 'jarchy-search-test-'));
	const scores: Score[] = [];
	for await (const score of searchSuite.score({ dir, also: undefined }, () => undefined)) scores.push(score);
	rmSync(dir, { recursive: true });
	expect(scores).toEqual([]);
});

test.each(['1. *Ош* & <b> [x](y) _z_ # `c`', '- a\\b ~~c~~ http://ош.kg/?a=1&b=2 | d', 'a*b «в» — 5 > 3 !'])(
	'an article shows %j as it is',
	(text) => {
		expect(toPlainText(plainMarkdown(text))).toBe(text);
	},
);

test('the share of right answers counts their places', () => {
	expect(relevance([1, 2, 0, 10])).toEqual({ hit1: 0.25, mrr10: (1 + 0.5 + 0.1) / 4, recall10: 0.75 });
});

describe('questions that are made', () => {
	test('two and three by turns of the rarest lemmas of a headline, in its order; equal headlines answer alike', () => {
		const headlines = [
			headline(
				'1',
				'Бишкекте жаңы көпүрө ачылды.',
				'Бишкекте/Бишкек/PROPN жаңы/жаңы/ADJ көпүрө/көпүрө/NOUN ачылды/ач/VERB ././PUNCT',
			),
			headline('2', 'Бишкекте мектеп ачылды.', 'Бишкекте/Бишкек/PROPN мектеп/мектеп/NOUN ачылды/ач/VERB'),
			headline('3', 'Бишкекте мектеп ачылды', 'Бишкекте/Бишкек/PROPN мектеп/мектеп/NOUN ачылды/ач/VERB'),
			headline('4', 'Жок', 'Жок/жок/PART'),
		];
		const asked = lemmaQuestions(headlines).filter(({ sets }) => sets.includes('ky-lemmas'));
		expect(asked.map(({ text, right }) => [text, right.size])).toEqual([
			['жаңы көпүрө', 1],
			['Бишкек мектеп ач', 2],
			['Бишкек мектеп', 2],
		]);
		const folded = lemmaQuestions(headlines).filter(({ sets }) => sets.includes('ky-folded'));
		expect(folded.map(({ text }) => text)).toEqual(['жаны копуро']);
	});

	test('signs around a lemma are not asked, which a search would take for operators', () => {
		const cut = [headline('1', 'Камбар-Ата-2 ГЭСи', 'Камбар-Ата/Камбар-Ата/PROPN -2/-2/NUM –/–/NOUN ГЭСи/ГЭС/NOUN')];
		expect(lemmaQuestions(cut)[0]?.text).toBe('Камбар-Ата 2');
	});

	test('a Russian keyboard lacks four letters', () => {
		expect(onRussianKeyboard('Өкмөт үчүн жаңы ёлка')).toBe('Окмот учун жаны елка');
	});

	test('names are asked in Latin letters of several tables, alone and with a word beside', () => {
		const questions = headlineNameQuestions([
			headline('1', 'Шойгу Бишкекке келди.', 'Шойгу/Шойгу/PROPN Бишкекке/Бишкек/PROPN келди/кел/VERB'),
			headline('2', 'Бишкек жашарды.', 'Бишкек/Бишкек/PROPN жашарды/жашар/VERB'),
		]);
		expect(questions.map(({ text }) => text)).toEqual(expect.arrayContaining([expect.stringMatching(/^Sho[yi]gu$/)]));
		expect(questions.some(({ text }) => / келди$/.test(text))).toBe(true);
		expect(questions.filter(({ text }) => /^Bi/.test(text)).map(({ right }) => right.size)).not.toContain(1);
	});

	test('a spelling has no Cyrillic letter and no sign that is none of a word', () => {
		for (const name of ['Жээнбеков', 'Өзгөн', 'Ысык-Көл', 'Щедрин']) {
			const spelled = someSpellings(name, 'ky', { turn: 3, count: 5 });
			expect(spelled.length).toBeGreaterThan(1);
			for (const text of spelled) expect(text).toMatch(/^[\p{Script=Latin}\p{M}'’ʹʺ-]+$/u);
		}
		expect(someSpellings('Жээнбеков', 'ky', { turn: 0, count: 40 })).toContain('Jeenbekov');
		expect(spellLatin('Где «Пэнтерс»?', 'ru', 0)).toMatch(/^Gde «Penters»\?$/);
	});

	test('names of Russian documents are asked as the English ones spell them, and found in every case', () => {
		const ru = collection('ru', [
			'Мост строил инженер Андрей Соколов.',
			'Работы Соколова приняли. Вчера соколы улетели. Река Нарын.',
			'Книгу о Соколове издали.',
		]);
		const en = collection('en', ['The engineer Andrey Sokolov built the bridge.', 'The river Naryn.', 'A book.']);
		const human = documentNameQuestions(ru, en).filter(({ sets }) => sets.includes('latin-names-human'));
		expect(human.map(({ text, right }) => [text.split(' ')[0], right.size])).toEqual([
			['Andrey', 1],
			['Naryn', 1],
		]);
	});

	test.each([
		['Шекспир', 'Shakespeare', true],
		['Мэннинга', 'Manning', true],
		['Виктория', 'Victoria', true],
		['Ньютон', 'Newton', true],
		['Лондон', 'Paris', false],
		['Германия', 'Romania', false],
		['Андрей', 'Andrea', true],
	])('%s and %s may be one name: %s', (russian, english, isSame) => {
		expect(likelySame(russian, english)).toBe(isSame);
	});

	test('titles are asked whole and by three words, where no other title begins so', () => {
		const doc = (name: string, title: string) => ({ ...toDoc(name, 'ru', ''), title });
		const asked = titleQuestions([
			doc('a', 'Мост через реку открыт'),
			doc('b', 'Мост через реку закрыт'),
			doc('c', 'Отары ушли на пастбища'),
		]);
		expect(asked.map(({ text }) => text)).toEqual(['Отары ушли на пастбища', 'Отары ушли на']);
	});
});

function tokensOf(text: string): [string, string, string][] {
	return text.split(' ').map((token) => {
		const [form = '', lemma = '', part = ''] = token.split('/');
		return [form, lemma, part];
	});
}

function headline(id: string, text: string, tokens: string): Headline {
	return { doc: toDoc(id, 'ky', text), tokens: tokensOf(tokens) };
}

function collection(lang: string, texts: readonly string[]): Collection {
	const docs = texts.map((text, index) => [String(index), toDoc(`${lang}/${index}`, lang, text)] as const);
	return { name: `own-${lang}`, lang, docs: new Map(docs), questions: [] };
}
