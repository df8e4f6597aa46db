import { describe, expect, test } from 'vitest';
import { decodeText } from './decode.ts';

const RUSSIAN = 'Президент подписал закон о бюджете, сообщили в пятницу';
/** Letters of windows-1251, koi8-r and iso-8859-5 by where а–я and А–Я lie. */
const TABLES: Record<string, { lower: string; upper: string; lowerAt: number; upperAt: number }> = {
	'windows-1251': alphabet(0xe0, 0xc0),
	'iso-8859-5': alphabet(0xd0, 0xb0),
	'koi8-r': {
		lower: 'юабцдефгхийклмнопярстужвьызшэщчъ',
		upper: 'ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ',
		lowerAt: 0xc0,
		upperAt: 0xe0,
	},
};

function alphabet(lowerAt: number, upperAt: number) {
	const lower = 'абвгдежзийклмнопрстуфхцчшщъыьэюя';
	return { lower, upper: lower.toUpperCase(), lowerAt, upperAt };
}

function encode(text: string, name: string): Uint8Array {
	const table = TABLES[name];
	return Uint8Array.from(text, (letter) => {
		if (table === undefined || letter <= '\x7f') return letter.charCodeAt(0);
		const at = table.lower.indexOf(letter);
		return at >= 0 ? table.lowerAt + at : table.upperAt + table.upper.indexOf(letter);
	});
}

const utf8 = (text: string) => new TextEncoder().encode(text);

const FOREIGN: readonly (readonly [encoding: string, text: string])[] = [
	['windows-1253', 'Η κυβέρνηση ανακοίνωσε νέα μέτρα για την οικονομία'],
	['windows-1255', 'הממשלה הודיעה על צעדים חדשים בתחום הכלכלה'],
	['windows-1256', 'أعلنت الحكومة عن إجراءات جديدة في مجال الاقتصاد'],
	['windows-874', 'รัฐบาลประกาศมาตรการใหม่เพื่อกระตุ้นเศรษฐกิจของประเทศ'],
	['windows-1254', 'Hükümet ekonomi için yeni önlemler açıkladı, dağıtım başladı'],
	['shift_jis', '政府は経済のための新しい対策を発表しました。'],
	['euc-jp', '政府は経済のための新しい対策を発表しました。'],
	['euc-kr', '정부는 경제를 위한 새로운 대책을 발표했다고 밝혔다'],
	['gbk', '政府宣布了新的经济措施,这是今年以来的第三次,人们对此有不同的看法'],
	['big5', '政府宣布了新的經濟措施,這是今年以來的第三次,人們對此有不同的看法'],
];

/** Encodes by looking every character up in what the decoder makes of one and two bytes. */
function encodeBack(text: string, name: string): Uint8Array {
	const decoder = new TextDecoder(name);
	const found = new Map<string, readonly number[]>();
	for (let first = 0x80; first < 0x100; first++) {
		found.set(decoder.decode(Uint8Array.of(first)), [first]);
		for (let second = 0x40; second < 0x100; second++) {
			const bytes = [first, second];
			const character = decoder.decode(Uint8Array.from(bytes));
			if ([...character].length === 1 && !found.has(character)) found.set(character, bytes);
		}
	}
	return Uint8Array.from([...text].flatMap((one) => found.get(one) ?? [one.charCodeAt(0)]));
}

describe('decodeText', () => {
	test.each(FOREIGN)('recognizes %s by what is common in its language', (name, text) => {
		expect(decodeText(encodeBack(text, name))).toEqual({ text, encoding: name, replaced: 0 });
	});

	test('takes single foreign words and quotation marks in a Western text for what they are', () => {
		const text = 'La città è lì, perché l’idea – così «à la carte» – è già di più';
		expect(decodeText(encodeBack(text, 'windows-1252'))).toMatchObject({ text, encoding: 'windows-1252' });
	});

	test.each(Object.keys(TABLES))('recognizes %s by its letters', (name) => {
		expect(decodeText(encode(RUSSIAN, name))).toEqual({ text: RUSSIAN, encoding: name, replaced: 0 });
	});

	test('recognizes western letters', () => {
		expect(decodeText(encode('Le café où l’été a été gagné'.replace('’', "'"), 'latin1')).text).toBe(
			"Le café où l'été a été gagné",
		);
	});

	test.each(Object.keys(TABLES))('believes a declaration of %s', (name) => {
		const xml = `<?xml version="1.0" encoding="${name}"?><a>щ</a>`;
		expect(decodeText(encode(xml, name)).text).toBe(xml);
		expect(decodeText(encode('щъ', name), `text/plain; charset=${name}`).text).toBe('щъ');
	});

	test('believes valid UTF-8 more than a false declaration', () => {
		const html = `<meta charset="windows-1251">${RUSSIAN}`;
		expect(decodeText(utf8(html), 'text/html; charset=iso-8859-1')).toEqual({
			text: html,
			encoding: 'utf-8',
			replaced: 0,
		});
	});

	test('finds out that what claims to be UTF-8 is not', () => {
		const xml = `<?xml version="1.0" encoding="utf-8"?><a>${RUSSIAN}</a>`;
		expect(decodeText(encode(xml, 'windows-1251')).text).toBe(xml);
	});

	test('counts what it cannot read', () => {
		const bytes = Uint8Array.of(...utf8(`<?xml version="1.0" encoding="utf-8"?>${RUSSIAN}`), 0xff, 0x21);
		expect(decodeText(bytes)).toMatchObject({ encoding: 'utf-8', replaced: 1 });
	});

	test('reads UTF-16 with and without a mark', () => {
		const little = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
		expect(decodeText(little('\uFEFFщи')).text).toBe('щи');
		expect(decodeText(little('<a>щи</a>'))).toMatchObject({ text: '<a>щи</a>', encoding: 'utf-16le' });
	});

	test('takes out the mark and what XML forbids, and mends punctuation taken for Latin-1', () => {
		expect(decodeText(utf8('\uFEFFa\0b\x0bc\ud83d\ude00\n\tdon\u0092t\uffff')).text).toBe('abc😀\n\tdon’t');
	});

	test('passes over an encoding that does not exist', () => {
		expect(decodeText(utf8('<?xml version="1.0" encoding="bogus"?>')).encoding).toBe('utf-8');
		expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8', replaced: 0 });
	});
});

test('says so where a document claims an encoding that does not exist', () => {
	const bytes = Uint8Array.from([
		...Buffer.from('<?xml version="1.0" encoding="x-klingon"?><a>'),
		0xcf,
		0xf0,
		0xe8,
		0xe2,
		0xe5,
		0xf2,
	]);
	expect(decodeText(bytes)).toMatchObject({ encoding: 'windows-1251', unknownEncoding: 'x-klingon' });
	expect(decodeText(Buffer.from('<?xml version="1.0" encoding="utf-8"?><a/>')).unknownEncoding).toBeUndefined();
});
