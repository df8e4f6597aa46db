import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { CARD_SIZE } from './share-preview.ts';
import type { CardView } from './views/card.ts';

/** The light colours of `styles/tokens.css`. */
const COLOURS = { paper: '#fbf7ee', ink: '#1d1915', soft: '#5d5347', red: '#a12b1f', blue: '#2b3a4a' } as const;

/** Subsets of letters, in files of their own: Kyrgyz, Kazakh, Uzbek and Tajik letters are among `cyrillic-ext`. */
const SUBSETS = ['cyrillic', 'cyrillic-ext', 'latin', 'latin-ext'] as const;
const FACES = [
	{ face: 'piazzolla', weight: 800 },
	{ face: 'noto-sans', weight: 400 },
] as const;

/** A part of a card as the layout engine takes it. */
interface Part {
	readonly type: string;
	readonly props: Readonly<Record<string, unknown>>;
}

/** A card as PNG, which every link preview takes; the same bytes for the same view. */
export async function drawCard(view: CardView): Promise<Uint8Array<ArrayBuffer>> {
	// Loaded when the first card is drawn: most builds of pages draw none.
	const { default: satori } = await import('satori');
	const text = await satori(cardOf(view), { ...CARD_SIZE, fonts: fonts() });
	// Drawn here: as a part of the layout it would become a picture within the picture, at twice the cost.
	const svg = text.replace(/<\/svg>$/, `${ORNAMENTS}</svg>`);
	return new Uint8Array(await sharp(Buffer.from(svg)).flatten({ background: COLOURS.paper }).png(PNG).toBuffer());
}

/** Of flat colours and letters a palette is sharper than JPEG at less than half the bytes; more effort would save a twentieth. */
const PNG = { palette: true, colours: 16, dither: 0, effort: 1 } as const;

function cardOf({ site, title, facts }: CardView): Part {
	const text = title.replace(UNDRAWN, '…');
	return box({ flexDirection: 'column', width: '100%', height: '100%', ...PAGE }, [
		box({ alignItems: 'center', height: 64, paddingLeft: 84, ...NAME }, site),
		box({ flexGrow: 1, alignItems: 'center' }, [
			box({ display: 'block', width: 1072, lineClamp: 5, ...headline(text.length) }, text),
		]),
		box(
			{ justifyContent: 'space-between', gap: 40, ...FACTS },
			facts.map((fact) => box({}, fact)),
		),
	]);
}

const PAGE = { boxSizing: 'border-box', padding: '52px 64px 62px', background: COLOURS.paper, color: COLOURS.ink };

const NAME = { fontFamily: familyOf('piazzolla'), fontSize: 46 };

/** What the faces have no letters for; signs such as emojis too. */
const UNDRAWN =
	/(?:[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]|\p{Extended_Pictographic})+/gu;

const FACTS = { fontFamily: familyOf('noto-sans'), fontSize: 30, color: COLOURS.soft, minHeight: 42 };

/** The longer a headline, the smaller: five lines of it find room. */
function headline(length: number): Readonly<Record<string, unknown>> {
	const fontSize = [76, 64, 54].find((_, step) => length <= (SIZES[step] ?? 0)) ?? 46;
	return { fontFamily: familyOf('piazzolla'), fontSize, lineHeight: 1.14, letterSpacing: '-0.01em' };
}

/** Longest headline of each size, in characters. */
const SIZES = [70, 110, 170];

/** The sign of the site, as in `public/favicon.svg`, and the seam of a felt carpet below, as under the masthead. */
const ORNAMENTS = [
	'<g transform="translate(64 52) scale(1.3333)">',
	`<rect width="48" height="48" rx="3" fill="${COLOURS.red}"/>`,
	'<path d="M24 8v32M24 24c-9 0-13-4-13-9a4 4 0 0 1 8 0M24 24c-9 0-13 4-13 9a4 4 0 0 0 8 0M24 24c9 0 13-4 13-9a4 4 0 0 0-8 0M24 24c9 0 13 4 13 9a4 4 0 0 1-8 0"',
	` fill="none" stroke="${COLOURS.paper}" stroke-width="4" stroke-linecap="round"/></g>`,
	`<path d="M0 608h1200v22H0z" fill="${COLOURS.blue}"/>`,
	`<path d="${Array.from({ length: 28 }, (_, at) => `M${at * 44} 630l22-22 22 22z`).join('')}" fill="${COLOURS.red}"/>`,
].join('');

function box(style: Readonly<Record<string, unknown>>, children: string | readonly (Part | string)[]): Part {
	return part('div', { style: { display: 'flex', ...style }, children });
}

function part(type: string, props: Readonly<Record<string, unknown>>): Part {
	return { type, props };
}

/** A face's subsets as one list of families, the other face behind it for letters that it lacks. */
function familyOf(face: (typeof FACES)[number]['face']): string {
	const faces = [face, ...FACES.map((other) => other.face).filter((other) => other !== face)];
	return faces.flatMap((each) => SUBSETS.map((subset) => `${each} ${subset}`)).join(', ');
}

interface Font {
	readonly name: string;
	readonly data: Buffer;
	readonly weight: 400 | 800;
}

let loaded: Font[] | undefined;

function fonts(): Font[] {
	const { resolve } = createRequire(import.meta.url);
	loaded ??= FACES.flatMap(({ face, weight }) =>
		SUBSETS.map((subset) => {
			const file = resolve(`@fontsource/${face}/files/${face}-${subset}-${weight}-normal.woff`);
			return { name: `${face} ${subset}`, data: readFileSync(file), weight };
		}),
	);
	return loaded;
}
