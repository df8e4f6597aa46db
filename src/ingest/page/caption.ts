/** What a text under a picture says. */
export interface Caption {
	readonly caption?: string;
	readonly credit?: string;
}

const LABEL =
	/(?:^|[\s.,;|/(–—-])(?:фото(?:графии|граф|графия)?|сүрөт(?:төр)?|photos?|photograph|picture|images?|иллюстрация|снимок)(?:\s+(?:by|of))?\s*[:©–—]\s*|(?:^|[\s(])(?:©|\(c\)|photo by|photo courtesy of|getty|image by)\s*/iu;

/** What is longer is no caption. */
const MAX_LENGTH = 2000;

/**
 * Tells the credit of a picture from its caption.
 *
 * @example captionOf('Озеро Сон-Куль. Фото: Айбек Асанов') // => { caption: 'Озеро Сон-Куль.', credit: 'Айбек Асанов' }
 */
export function captionOf(text: string): Caption {
	const line = text.slice(0, MAX_LENGTH).replace(/\s+/g, ' ').trim();
	const label = LABEL.exec(line);
	if (label === null) return line === '' ? {} : { caption: line };
	const caption = line
		.slice(0, label.index)
		.replace(/[\s|/(–—-]+$/, '')
		.trim();
	const credit = line
		.slice(label.index + label[0].length)
		.replace(/[\s.)]+$/, '')
		.trim();
	if (credit === '' || credit.length > 150) return { caption: line };
	return caption === '' ? { credit } : { caption, credit };
}

/**
 * The credit in a line such as `Фотографии: akipress.kg`, or undefined where the line is something else.
 */
export function creditOf(line: string): string | undefined {
	const { caption, credit } = captionOf(line);
	return caption === undefined ? credit : undefined;
}
