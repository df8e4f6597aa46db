import type { FoundImage } from '#ingest/adapters/adapter.ts';
import { oneLine } from '#ingest/text/plain-line.ts';
import { given } from '../given.ts';
import { pictureAddress } from '../picture-address.ts';
import { captionOf } from './caption.ts';
import { textsOf } from './json-ld.ts';
import { attributeOf, lineIn, metas, type Page } from './page-elements.ts';
import type { Document } from './tree/document.ts';

const NO_PICTURE =
	/(^|[/_-])(logo|default|placeholder|blank|no-?image|avatar|favicon|share-?image|sprite)s?([._/-]|$)/i;

/** The lead picture that a page names, described as where the page shows it. */
export function findImage({ document, data, base }: Page): FoundImage | undefined {
	const candidates = [
		...textsOf(data['image'], 'url', 'contentUrl', '@id'),
		...metas(document, ['og:image', 'og:image:url', 'og:image:secure_url', 'twitter:image', 'twitter:image:src']),
		attributeOf(document, 'link[rel="image_src"]', 'href'),
		attributeOf(document, '[itemprop="image"]', 'src'),
	];
	const urls = candidates.flatMap((candidate) => pictureAddress(candidate, base) ?? []);
	const pictures = urls.filter((url) => !NO_PICTURE.test(pathOf(url)));
	// A saved page has its pictures beside it: what it names by a path is there, what it names by address may be gone.
	const url = pictures.find((picture) => !URL.canParse(picture)) ?? pictures[0];
	return url === undefined ? undefined : { url, ...describedIn(document, url) };
}

/** Caption, credit and alternative text of a picture, from where the page shows it. */
function describedIn(document: Document, url: string): Partial<FoundImage> {
	const name = fileName(url);
	const shown = [...document.querySelectorAll('img')].find(
		(img) =>
			name !== '' &&
			[img.getAttribute('src'), img.getAttribute('data-src'), img.getAttribute('srcset')].some((src) =>
				src?.includes(name),
			),
	);
	const alt = oneLine(shown?.getAttribute('alt') ?? '') || metas(document, ['og:image:alt'])[0];
	const figure = shown?.closest('figure, [class*="caption" i]');
	const caption = lineIn(figure?.querySelector('figcaption, [class*="caption-text" i], [class*="credit" i]'));
	return { ...given('alt', alt === '' ? undefined : alt), ...captionOf(caption.slice(0, 500)) };
}

function pathOf(url: string): string {
	return URL.parse(url, 'https://page.invalid/')?.pathname ?? '';
}

function fileName(url: string): string {
	const name = pathOf(url).split('/').pop() ?? '';
	return name.length >= 6 ? name : '';
}
