/**
 * The whole width of a phone. Three dots a pixel are more than an eye sees at arm's length: such a phone is given a
 * file for two, which spares half of the bytes.
 */
const PHONE = '(min-resolution: 2.5dppx) 55vw, calc(100vw - 2rem)';
/** The smallest file for who wants to spare data. Browsers that know of no such wish pass over it. */
const SPARING = '(prefers-reduced-data: reduce) 10rem';
/** Half of a page with its margins and the gap in the middle. */
const HALF = '(min-width: 40rem) calc(50vw - 1.75rem)';

/** How wide pictures are shown in each place, for browsers to choose a file by; as the style sheets have it. */
export const PICTURE_SIZES = {
	/** Above an article. */
	article: `${SPARING}, (min-width: 62rem) 50rem, (min-width: 40rem) calc(100vw - 2rem), ${PHONE}`,
	/** In a text. */
	text: `${SPARING}, (min-width: 48rem) 42rem, (min-width: 40rem) calc(100vw - 2rem), ${PHONE}`,
	/** Of a front page's lead, beside its text. */
	lead: `${SPARING}, (min-width: 62rem) 33rem, ${HALF}, ${PHONE}`,
	/** Below the lead: a row on a phone, four columns on a large screen. */
	second: `${SPARING}, (min-width: 62rem) 13.5rem, ${HALF}, 7rem`,
	/** At the head of a topic. */
	card: `${SPARING}, (min-width: 62rem) 26rem, ${HALF}, ${PHONE}`,
	/** In a list. */
	row: `${SPARING}, (min-width: 40rem) 13rem, 7rem`,
} as const;
