import { captionOf } from '#ingest/page/caption.ts';
import { plainLine } from '#ingest/text/plain-line.ts';
import { given } from '../given.ts';
import { pictureAddress } from '../picture-address.ts';
import type { FoundImage } from './adapter.ts';
import type { XmlNode } from './xml.ts';
import { childOf, childrenOf, descendantsOf, innerHtml, rawText } from './xml-node.ts';

/** Thumbnails narrower than this are faces and signs. */
const MIN_WIDTH = 100;

/** The picture that an entry shows above its text: the widest of those it names, a thumbnail for want of better. */
export function findPicture(item: XmlNode): FoundImage | undefined {
	const media = widestFirst(descendantsOf(item, ['media:content']).filter(isPicture));
	const enclosures = childrenOf(item, 'enclosure').filter(isImageType);
	const links = childrenOf(item, 'link').filter((node) => node.attributes['rel'] === 'enclosure' && isImageType(node));
	const thumbnails = widestFirst(
		descendantsOf(item, ['media:thumbnail']).filter((node) => widthOf(node) === 0 || widthOf(node) >= MIN_WIDTH),
	);
	for (const node of [...media, ...enclosures, ...links, ...thumbnails, ...childrenOf(item, 'itunes:image')]) {
		const url = pictureAddress(node.attributes['url'] ?? node.attributes['href'] ?? rawText(node), item.base);
		if (url !== undefined) return { url, ...describedBy(item, node) };
	}
	return undefined;
}

function isImageType({ attributes }: XmlNode): boolean {
	return /^image\//i.test(attributes['type'] ?? '');
}

function isPicture({ attributes }: XmlNode): boolean {
	const kind = attributes['medium'] ?? attributes['type'] ?? '';
	return /^image/i.test(kind) || (kind === '' && /\.(jpe?g|png|webp|gif|avif)([?#]|$)/i.test(attributes['url'] ?? ''));
}

function widestFirst(nodes: XmlNode[]): XmlNode[] {
	return nodes.sort((a, b) => widthOf(b) - widthOf(a));
}

function widthOf({ attributes }: XmlNode): number {
	return Number.parseInt(attributes['width'] ?? '0', 10) || 0;
}

/** Credit and caption of a picture: its own, or those beside it where the item has no other. */
function describedBy(item: XmlNode, picture: XmlNode): Partial<FoundImage> {
	const credit = childOf(picture, 'media:credit') ?? childOf(item, 'media:credit');
	const caption = childOf(picture, 'media:description', 'media:text', 'media:title');
	return {
		...captionOf(caption === undefined ? '' : plainLine(innerHtml(caption))),
		...given('credit', credit === undefined || rawText(credit).trim() === '' ? undefined : plainLine(rawText(credit))),
	};
}
