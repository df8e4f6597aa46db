import type { Picture } from '#core/article.ts';
import type { SiteConfig } from '#core/site.ts';
import { translate } from '#i18n/translate.ts';
import { absoluteUrl, cardUrl, frontUrl, mediaUrl } from './urls.ts';
import type { ArticleView } from './views/article.ts';

/** Size of a card, which link previews ask for, in pixels. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;

/** Widest picture that link previews are given, in pixels. */
const WIDEST = 1280;
/** Width below which a picture is shown small, beside the title. */
const LARGE_WIDTH = 600;

/** Properties of a page's head, with their contents. */
type Properties = readonly (readonly [property: string, content: string])[];

/** The picture of an article's link preview: its own, else its card, else its edition's. */
export function articlePreview(config: SiteConfig, { lang, url, title, picture, hasCard }: ArticleView): Properties {
	if (picture !== undefined) {
		const width = previewWidth(picture);
		const height = Math.round((width * picture.height) / picture.width);
		return preview(absoluteUrl(config, mediaUrl(picture, width)), { width, height, alt: picture.alt });
	}
	return hasCard ? cardPreview(config, url, title) : editionPreview(config, lang);
}

/** The card of an edition, for all of its pages that have no picture. */
export function editionPreview(config: SiteConfig, lang: string): Properties {
	return cardPreview(config, frontUrl(lang), `${config.name}: ${translate(lang, 'site.tagline')}`);
}

/** Width of the file of a picture that link previews are given. */
export function previewWidth({ widths, width }: Picture): number {
	return widths.findLast((candidate) => candidate <= WIDEST) ?? widths[0] ?? width;
}

function cardPreview(config: SiteConfig, pageUrl: string, alt: string): Properties {
	return preview(absoluteUrl(config, cardUrl(pageUrl)), { ...CARD_SIZE, alt });
}

interface PreviewPicture {
	readonly width: number;
	readonly height: number;
	readonly alt: string;
}

function preview(url: string, { width, height, alt }: PreviewPicture): Properties {
	return [
		['og:image', url],
		['og:image:width', String(width)],
		['og:image:height', String(height)],
		...(alt === '' ? [] : ([['og:image:alt', alt]] as const)),
		['twitter:card', width < LARGE_WIDTH ? 'summary' : 'summary_large_image'],
	];
}
