import { findDateText } from '#core/date.ts';
import { proseLength } from './page-container.ts';
import { lineIn } from './page-elements.ts';
import type { Document } from './tree/document.ts';
import type { Element } from './tree/node.ts';

/** What stands under a headline of a list is shorter. */
const MAX_TEASER_LENGTH = 400;
/** From this many linked headlines or dates on, a page is a list. */
const MIN_LISTED = 4;
/** No teaser is as long as such a piece of prose between two linked headlines. */
const MIN_STRETCH = 3 * MAX_TEASER_LENGTH;
const MIN_PARAGRAPH = 60;

/** Whether a page shows the title that it goes by as a headline of its own: a list goes by the name of its site. */
export function isNamed(document: Document, title: string): boolean {
	const headlines = [...document.querySelectorAll('h1, h2')]
		.filter((heading) => heading.querySelector('a[href]') === null)
		.map((heading) => lettersOf(lineIn(heading)));
	return title.split(' ').length >= 3 && headlines.includes(lettersOf(title));
}

/**
 * Whether many articles stand under each other: several headlines that lead elsewhere, or several dates of their own.
 *
 * @param hasOwnHeadline whether the page goes by a headline of its own, so that much text under each, or in one piece, is one article's
 */
export function isListing(part: Document | Element, hasOwnHeadline = false): boolean {
	const linked = [...part.querySelectorAll('h1 a[href], h2 a[href], h3 a[href], h4 a[href]')].filter(
		(link) => !(link.getAttribute('href') ?? '').includes('#') && lineIn(link).length >= 12,
	);
	const dated = [...part.querySelectorAll('time, [class*="date" i], h1, h2, h3, p')]
		.map((element) => lineIn(element))
		.filter((line) => line.length < 60 && findDateText(line) !== undefined);
	const days = new Set(dated).size;
	// Headlines within one long text may be links, and there may be dates in it: a list has little under each.
	const isShort = (count: number) => count >= MIN_LISTED && proseLength(part) < count * MAX_TEASER_LENGTH;
	if (hasOwnHeadline && longestStretch(part) >= MIN_STRETCH) return false;
	if (isShort(linked.length) || isShort(days)) return true;
	return !hasOwnHeadline && (linked.length >= MIN_LISTED || linked.length + days >= 2 * MIN_LISTED);
}

/** Length of the longest run of paragraphs without a linked headline in between. */
function longestStretch(part: Document | Element): number {
	let longest = 0;
	let length = 0;
	for (const block of part.querySelectorAll('h1, h2, h3, h4, p')) {
		if (block.tagName !== 'P') length = block.querySelector('a[href]') === null ? length : 0;
		else {
			const prose = proseLength(block);
			length += prose < MIN_PARAGRAPH ? 0 : prose;
		}
		longest = Math.max(longest, length);
	}
	return longest;
}

/** What of two lines is compared: their letters and digits. */
export function lettersOf(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
