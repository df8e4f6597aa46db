/**
 * The whole width of a phone. Three dots a pixel are more than an eye sees at arm's length: such a phone is given a
 * file for two, which spares half of the bytes.
 */
const PHONE = '(min-resolution: 2.5dppx) 55vw, calc(100vw - 2rem)';
/** Half of a page with its margins and the gap in the middle. */
const HALF = '(min-width: 40rem) calc(50vw - 1.75rem)';

/** How wide pictures are shown in each place, for browsers to choose a file by; as the style sheets have it. */
export const PICTURE_SIZES = {
	/** Above an article. */
	article: `(min-width: 62rem) 50rem, (min-width: 40rem) calc(100vw - 2rem), ${PHONE}`,
	/** In a text. */
	text: `(min-width: 48rem) 42rem, (min-width: 40rem) calc(100vw - 2rem), ${PHONE}`,
	/** Of a front page's lead, beside its text. */
	lead: `(min-width: 62rem) 33rem, ${HALF}, ${PHONE}`,
	/** Below the lead: a row on a phone, four columns on a large screen. */
	second: `(min-width: 62rem) 13.5rem, ${HALF}, 7rem`,
	/** At the head of a topic. */
	card: `(min-width: 62rem) 26rem, ${HALF}, ${PHONE}`,
	/** In a list. */
	row: '(min-width: 40rem) 13rem, 7rem',
} as const;
