/** Letters that an encoding gives the right text in, and how much each of them speaks for it. */
interface Alphabet {
	readonly encodings: readonly string[];
	/** By how often they occur. */
	readonly letters: string;
}

/** Long enough for any language to show itself. */
const SAMPLE_BYTES = 16_384;
/** Where fewer of the characters are common ones, they are there by chance. */
const MIN_COMMON = 0.2;

/** Scripts of one byte a letter; Kyrgyz texts in these encodings use the Russian letters. */
const ALPHABETS: readonly Alphabet[] = [
	{ encodings: ['windows-1251', 'koi8-r', 'iso-8859-5'], letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё' },
	{ encodings: ['windows-1253', 'iso-8859-7'], letters: 'αοτιενσηρπςκλμυίάόέδγύχήθβωώφξζψ' },
	{ encodings: ['windows-1255'], letters: 'יוהלארתבשמםנכעדחפקצטגןזסךףץ' },
	{ encodings: ['windows-1256'], letters: 'اليمونرتبةعدسفهكقحجأشصطخىضزإذثغئءظؤآ،' },
	{ encodings: ['windows-874'], letters: 'านรอกเ่งมยลวดท้สตะัปบคหีิแจพชขใไ์ืุโ็ผถำณศซธภูึญฐษฟฉ' },
];

/** Characters that make up a good part of any text in scripts of two bytes a character. */
const COMMON_CHARACTERS: readonly Alphabet[] = [
	{
		encodings: ['shift_jis', 'euc-jp'],
		letters:
			'あいうえおかがきくけこさしじすせそただちっつてでとどなにねのはばひへほまみむめもやゆよらりるれろわをんアィイウエオカキクグコサシジスセタチッテデトドナニネノハバパビフプボマミムメャュラリルレロンー',
	},
	{
		encodings: ['euc-kr'],
		letters:
			'이다는의에가을고하지은한도로를사기어나리시스인자아해서정일대들있그과라부수것제만적으니보상전주원요여장되년동국안성',
	},
	{
		encodings: ['gbk'],
		letters:
			'的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运',
	},
	{
		encodings: ['big5'],
		letters:
			'的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運',
	},
];

const LATIN = /[à-öø-ÿœžš]/;
/** As JavaScript makes them small: `İ` becomes an i with a dot of its own. */
const TURKISH = /[ğşıçöüâîû]|i̇/;

/** The encoding of bytes that are no UTF-8, by the letters that they would stand for. */
export function guessEncoding(bytes: Uint8Array): string {
	const sample = beyondAscii(bytes, SAMPLE_BYTES);
	return encodingOfCharacters(sample) ?? encodingOfLetters(sample);
}

/** Up to so many bytes from the first that is not ASCII. */
export function beyondAscii(bytes: Uint8Array, count: number): Uint8Array {
	const first = bytes.findIndex((byte) => byte > 0x7f);
	return bytes.subarray(Math.max(0, first - 1), Math.max(0, first - 1) + count);
}

/** The encoding of two bytes a character in which the text is whole and uses what is common in its language. */
function encodingOfCharacters(sample: Uint8Array): string | undefined {
	const shares = COMMON_CHARACTERS.flatMap(({ encodings, letters }) => {
		const common = new Set(letters);
		return encodings.map((name) => ({
			name,
			share: shareOf(common, new TextDecoder(name).decode(sample, { stream: true })),
		}));
	});
	const best = shares.reduce((most, other) => (other.share > most.share ? other : most));
	return best.share >= MIN_COMMON ? best.name : undefined;
}

/** How many of the characters beyond ASCII are common, none where some are no characters. */
function shareOf(common: ReadonlySet<string>, text: string): number {
	let count = 0;
	let all = 0;
	let broken = 0;
	for (const character of text) {
		if (character <= '\x7f') continue;
		if (character === '\uFFFD') broken++;
		if (/[\p{L}\uFFFD]/u.test(character)) all++;
		if (common.has(character)) count++;
	}
	return broken * 100 > all || all === 0 ? 0 : count / all;
}

function encodingOfLetters(sample: Uint8Array): string {
	const scores = [
		scoreOf('windows-1252', sample, (letter, previous) => latinWeight(LATIN, letter, previous)),
		...ALPHABETS.flatMap(({ encodings, letters }) => {
			const ranks = new Map([...letters].map((letter, rank) => [letter, rank]));
			return encodings.map((name) => scoreOf(name, sample, (letter, previous) => weightIn(ranks, letter, previous)));
		}),
		scoreOf('windows-1254', sample, (letter, previous) => latinWeight(TURKISH, letter, previous)),
	];
	return scores.reduce((best, other) => (other.score > best.score ? other : best)).name;
}

/** How much a text looks like words: common letters in lower case among their like. */
function scoreOf(
	name: string,
	sample: Uint8Array,
	weightOf: (letter: string, previous: string) => number,
): { name: string; score: number } {
	let score = 0;
	let previous = ' ';
	for (const letter of new TextDecoder(name).decode(sample)) {
		if (letter > '\x7f' || previous > '\x7f') score += weightOf(letter, previous);
		previous = letter;
	}
	return { name, score };
}

/** A word in one of the other scripts has no Latin letters in it; letters that stand alone say nothing. */
function weightIn(ranks: ReadonlyMap<string, number>, letter: string, previous: string): number {
	const lower = letter.toLowerCase();
	const rank = ranks.get(lower);
	if (letter <= '\x7f') return isAsciiLetter(letter) && ranks.has(previous.toLowerCase()) ? -2 : 0;
	if (rank === undefined) return signWeight(letter);
	if (isAsciiLetter(previous)) return -2;
	if (!ranks.has(previous.toLowerCase())) return 0;
	if (letter === lower) return 2 - rank / 16;
	return /\p{Ll}/u.test(previous) ? -2 : 0.3;
}

function latinWeight(alphabet: RegExp, letter: string, previous: string): number {
	if (letter <= '\x7f') return 0;
	const lower = letter.toLowerCase();
	if (!alphabet.test(lower)) return signWeight(letter);
	if (previous <= '\x7f' && !isAsciiLetter(previous)) return 0.3;
	// Where Icelandic has these, Turkish has letters of its own; only Icelandic has others beside them.
	if (letter === lower && isAsciiLetter(previous)) return /[ðþý]/.test(letter) ? 1.3 : 1.5;
	if (letter === lower) return -0.5;
	return /[a-z]/.test(previous) ? -1 : -0.2;
}

function isAsciiLetter(letter: string): boolean {
	return /^[a-z]$/i.test(letter);
}

function signWeight(letter: string): number {
	return /[«»“”„‘’–—…№©®°§\u00a0€£¿¡]/.test(letter) ? 0.2 : -1;
}
