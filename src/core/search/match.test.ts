import { expect, test } from 'vitest';
import { asksForWords, matcherOf, passesFilters, toMatchedText } from './match.ts';
import { parseQuery } from './query.ts';

const answers = (query: string, ...texts: string[]): boolean => matcherOf(parseQuery(query))(toMatchedText(...texts));

test.each([
	['ЛЕДНИК', 'Ледник Энильчек'],
	['ледник', 'У подножия ледников'],
	['школа', 'Уроки в школах начнутся позже'],
	['елка', 'Новогодняя ёлка'],
	['окмот', 'Өкмөт чечим кабыл алды'],
	['Өкмөт', 'окмот чечим кабыл алды'],
	['мамлекет', 'Мамлекеттин башчысы'],
	['көл', 'Көлдөрүнүн суусу'],
	['китеп', 'Жаңы китебин жазды'],
	['Нарын', 'Нарында кар жаады'],
	['правительство', 'решением правительства'],
	['Shoigu', 'Министр Шойгу'],
	['Issyk-Kul', 'Каракол и Иссык-Куль'],
	['Бишкек', 'The mayor of Bishkek'],
	['Ысык-Көл', 'Күздө Ысык-Көл тынч'],
	['lake glacier', 'The glacier above the lake'],
	['кто и где', 'Он знает, кто и где'],
	['план Б', 'У них есть план Б'],
	['Формула 1', 'Гонки «Формулы-1»'],
	['Ош', 'Ошто жаңы мектеп ачылды'],
	['Ош', 'Оштун мэри'],
	['Ош', 'Ошко учак учту'],
	['эл', 'Элдин үнү'],
	['эл', 'Элдерге жардам'],
	['үй', 'Үйдө калгыла'],
	['мектеп', 'Мектебинде окуйт'],
	['Жапаров', 'President Japarov arrived'],
	['Жапаров', 'President Zhaparov arrived'],
	['Шойгу', 'Minister Shoigu'],
	['Шойгу', "Shoygu's visit"],
	['Атамбаев', 'Atambayev was released'],
	['Жээнбеков', 'Jeenbekov resigned'],
	['Ташиев', 'Tashiyev said'],
])('%s is found in “%s”', (query, text) => {
	expect(answers(query, text)).toBe(true);
});

test.each([
	['Нарын', 'нары'],
	['Нарын', 'народ нарядился'],
	['Кыргызстан', 'кыргыз тили'],
	['президент', 'президиум'],
	['Ош', 'ошибка'],
	['Ош', 'Ошол кезде ошондой'],
	['эл', 'Элүү адам'],
	['эл', 'Электр элчиси'],
	['ат', 'Ок атуу'],
	['он', 'Она и они'],
	['Kyrgyzstan', 'кыргыз тили'],
	['спорт', 'спортсмен'],
	['көл', 'колхоз'],
	['правительство', 'правитель'],
	['ледник озеро', 'Ледник Энильчек'],
	['план Б', 'У них есть план'],
	['Формула 1', 'Формула успеха 1990 года'],
	['lake', 'lakeside'],
	['Иссык-Куль', 'Ысык-Көл и Куль'],
])('%s is not found in “%s”', (query, text) => {
	expect(answers(query, text)).toBe(false);
});

test('all words must stand in the article, in its title or in its text', () => {
	expect(answers('ледник озеро', 'Ледник растаял', 'Уровень озера не изменился')).toBe(true);
});

test('a phrase stands word by word in the title or in the text, as it is typed', () => {
	expect(answers('"белый парус"', 'Чингиз Айтматов', 'Повесть «Белый  парус» вышла')).toBe(true);
	expect(answers('"белый парус"', 'Белый', 'парус')).toBe(false);
	expect(answers('"белый парус"', '', 'белые паруса')).toBe(false);
	expect(answers('"и где"', '', 'Он знает, кто и где')).toBe(true);
});

test('a word or phrase that is left out must not stand there, in any form', () => {
	expect(answers('ледник -фильм', 'Ледник')).toBe(true);
	expect(answers('ледник -фильм', 'Ледник в фильме')).toBe(false);
	expect(answers('ледник -"белый парус"', 'Ледник, белый парус')).toBe(false);
	expect(answers('ледник -"белый парус"', 'Ледник, парус белый')).toBe(true);
});

test('filters ask for one of the values of a name, and for all names', () => {
	const article = { source: '24kg', topics: ['sport'], tags: ['#Ала-Тоо'], day: '2021-07-29' };
	const passes = (query: string): boolean => passesFilters(parseQuery(query).filters, article);
	expect(
		['', 'source:24kg,kaktus topic:sport', 'tag:"ала тоо"', 'tag:"#Ала-Тоо"', 'from:2021 to:2021-07-29'].filter(passes),
	).toHaveLength(5);
	expect(['source:kaktus', 'topic:economy', 'tag:ала', 'to:2021-07-28', 'from:2022'].filter(passes)).toEqual([]);
});

test('words, phrases and what is left out need the text', () => {
	const queries = ['topic:sport', '-ош topic:sport', '"эл аралык"', 'ош'];
	expect(queries.map((query) => asksForWords(parseQuery(query)))).toEqual([false, true, true, true]);
});

test.each(['"', '-', 'аб', '\u202e', '🎉'])('text of many %j is matched at once', (part) => {
	expect(answers('Нарын "эл аралык"', part.repeat(100_000))).toBe(false);
});
