/** Elements whose text is about the site, not of the article. */
const ASIDE_TAGS = new Set(['NAV', 'FOOTER', 'ASIDE', 'FORM', 'BUTTON', 'SCRIPT', 'TEMPLATE', 'NOSCRIPT']);
const BESIDE = /comment|related|recommend|newsletter|footer|sidebar|disqus|share-|social|advert|cookie|consent|promo/i;
/** Where pages say that their text is, most telling first. */
const CONTAINERS: readonly ((element: Element) => boolean)[] = [
	(element) => element.getAttribute('itemprop') === 'articleBody',
	(element) =>
		/article-(body|content)|article__(body|content)|articlebody|entry-content|post-(content|body)|post__content|story-body|rich-?text|blog-content/i.test(
			element.className,
		),
	(element) => element.tagName === 'ARTICLE',
	(element) => element.tagName === 'MAIN' || element.getAttribute('role') === 'main',
];
/** A container with this share of what the widest one holds is it. */
const MIN_SHARE = 0.75;

/** The part of a page that its own markup says is the article, the narrowest that holds nearly all its prose. */
export function findContainer(document: Document): { element: Element; prose: number } | undefined {
	const all = [...document.querySelectorAll('*')];
	const best = CONTAINERS.map((isContainer) => richest(all.filter(isContainer)));
	const widest = Math.max(0, ...best.map((found) => found?.prose ?? 0));
	return widest === 0 ? undefined : best.find((found) => found !== undefined && found.prose >= MIN_SHARE * widest);
}

function richest(elements: readonly Element[]): { element: Element; prose: number } | undefined {
	let best: { element: Element; prose: number } | undefined;
	for (const element of elements.slice(0, 50)) {
		const prose = proseLength(element);
		if (best === undefined || prose > best.prose) best = { element, prose };
	}
	return best;
}

/** Length of the text of an element that is neither linked nor beside the matter. */
export function proseLength(element: Document | Element): number {
	let length = 0;
	for (let node = element.firstChild; node !== null; node = node.nextSibling) {
		if (node.nodeType === 3) {
			const text = node.nodeValue ?? '';
			if (node.parentElement?.tagName !== 'A')
				length += text.replace(/\s+/g, ' ').length - (/^\s*$/.test(text) ? 1 : 0);
		}
	}
	for (let child = element.firstElementChild; child !== null; child = child.nextElementSibling)
		if (child.tagName !== 'A' && !isBeside(child)) length += proseLength(child);
	return length;
}

/** Takes out of a container what is beside the matter. */
export function cleanContainer(container: Element): void {
	for (const element of container.querySelectorAll('*')) {
		if (element.parentElement === null) continue;
		if (isBeside(element)) element.remove();
	}
}

function isBeside(element: Element): boolean {
	return ASIDE_TAGS.has(element.tagName) || BESIDE.test(element.className) || BESIDE.test(element.id);
}
