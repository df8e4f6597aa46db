/** Texts that the page holds for its script, in the page's language. */
export function readerTexts(): DOMStringMap {
	return document.querySelector<HTMLElement>('#reader')?.dataset ?? {};
}
