import { describe, expect, test } from 'vitest';
import { detectLanguage } from './language.ts';

describe('detectLanguage', () => {
	test.each([
		['ky', 'Бишкекте жаңы мектеп ачылды'],
		['ky', 'Президент жарлыкка кол койду'],
		['ru', 'В Бишкеке открылась новая школа'],
		['en', 'A new school opens in Bishkek'],
		['kk', 'Қазақстанда жаңа заң қабылданды'],
		['uz', 'Toshkentda yangi maktab ochildi'],
		['uz', 'Тошкентда янги мактаб очилди'],
		['tg', 'Дар Душанбе мактаби нав кушода шуд'],
		['tr', 'Ankara’da yeni bir okul açıldı'],
		['uk', 'У Києві відкрилася нова школа'],
		['zh', '比什凯克新学校开学'],
		['ja', 'ビシュケクに新しい学校が開校'],
		['ta', 'பிஷ்கெக்கில் புதிய பள்ளி திறப்பு'],
		['tr', 'İSTANBUL’DA YENİ BİR OKUL AÇILDI'],
		['ky', 'БИШКЕКТЕ ЖАҢЫ МЕКТЕП АЧЫЛДЫ'],
		['uz', 'Oʻzbekistonda oʼzgarishlar: yangi qonun toʻgʻrisida'],
		['uz', "O'zbekistonda o`zgarishlar: yangi qonun to‘g‘risida"],
		['kk', 'Президент жаңа заңға қол қойды'],
		['az', 'Bakıda yeni məktəb açıldı və şagirdlər dərsə başladı'],
	])('recognizes %s in "%s"', (lang, text) => {
		expect(detectLanguage(text).lang).toBe(lang);
	});

	test('leaves what has no letters undecided, unless the document says', () => {
		expect(detectLanguage('2021 — 100 %')).toEqual({ lang: 'und', confidence: 0 });
		expect(detectLanguage('', 'ky-KG').lang).toBe('ky');
	});

	test('believes the document in doubt, its letters where they are clear', () => {
		expect(detectLanguage('Депутат', 'ky').lang).toBe('ky');
		expect(detectLanguage('Депутат', 'ru-RU').lang).toBe('ru');
		expect(detectLanguage('Президент подписал закон о государственном бюджете', 'ky').lang).toBe('ru');
	});

	test.each([
		['Latin letters inside words', 'Кыргызcтaн Рecпубликacынын Жогoрку Keңeши'],
		['Latin capitals', 'KЫPГЫЗCTAH PECПУБЛИКACЫ'],
		['h and i in place of letters a keyboard lacks', 'Бишкекте жаhы мектеп ачылды, алар іштей башташты'],
		['letters of other alphabets that look like ң and ө', 'Бүгүн ѳлкѳнүн баш калаасында жаӊы мектеп ачылды'],
		['no ң, ө or ү at all', 'Бугун олконун баш калаасында жаны мектеп ачылды'],
		['stress marks and soft hyphens', 'Бишке\u0301кте жа\u00adңы мек\u00adтеп ачыл\u00adды'],
	])('recognizes Kyrgyz written with %s', (_, text) => {
		expect(detectLanguage(text).lang).toBe('ky');
	});

	test('reads a name with one Cyrillic letter as English', () => {
		expect(detectLanguage('Сoca-Cola and Miсrosoft open a factory').lang).toBe('en');
	});

	test('goes by the language of the words, not by names and addresses among them', () => {
		expect(detectLanguage('Apple, Google жана Microsoft компаниялары жаңы телефон чыгарышты').lang).toBe('ky');
		expect(detectLanguage('https://www.example.com/news/today/breaking-story жаңылыктар баракчасы').lang).toBe('ky');
	});

	test('goes by the whole text where headline and body differ', () => {
		const body = 'Бишкек шаарында бүгүн жаңы мектеп ачылды. Ага миңден ашык бала барат. '.repeat(40);
		expect(detectLanguage(`Новая школа открылась в Бишкеке\n${body}`).lang).toBe('ky');
		expect(detectLanguage(`Жаңы мектеп\n${'Сегодня в столице открылась новая школа. '.repeat(9)}`).lang).toBe('ru');
	});

	test('forces no text into a language that it does not resemble', () => {
		const icelandic =
			'Allir eru bornir frjálsir og jafnir öðrum að virðingu og réttindum. Þeir eru gæddir vitsmunum og samvisku, og ber þeim að breyta bróðurlega hver við annan. Hver maður skal eiga kröfu á réttindum þeim og því frjálsræði, sem fólgin eru í yfirlýsingu þessari.';
		expect(detectLanguage(icelandic).lang).toBe('und');
		expect(detectLanguage(icelandic, 'is').lang).toBe('is');
	});

	test('is surer of a clear text than of a doubtful one', () => {
		const clear = detectLanguage('Кыргызстандын түштүгүндө өткөн түнү катуу жаан жаады').confidence;
		expect(clear).toBeGreaterThan(0.95);
		expect(detectLanguage('Спорт').confidence).toBeLessThan(clear);
	});
});

test.each(['english', 'x'.repeat(1000), '', '<script>', 'a', '12'])('a declared language %j is none', (hint) => {
	expect(detectLanguage('12', hint).lang).toBe('und');
	expect(detectLanguage('12', 'ky-KG').lang).toBe('ky');
});
