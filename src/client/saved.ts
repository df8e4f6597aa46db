import { KEPT, type KeptPage, keptPages } from './kept.ts';
import { changePreferences, readPreferences, type SavedArticle } from './preferences.ts';

/** Lists the articles that the reader saved, the latest first, each with a button that removes it. */
export function showSaved(document: Document): void {
	const list = document.querySelector<HTMLElement>('#saved');
	const empty = document.querySelector<HTMLElement>('#saved-empty');
	const template = document.querySelector<HTMLTemplateElement>('#saved-item');
	if (!(list && empty && template)) return;
	const { saved } = readPreferences();
	list.replaceChildren(...saved.toReversed().map((article) => toItem(template, article, () => showSaved(document))));
	empty.hidden = saved.length > 0;
	const standsIn = document.querySelector<HTMLElement>('#stands-in');
	if (standsIn) standsIn.hidden = !('standsIn' in document.documentElement.dataset);
	void showKept(document);
}

/** Lists the articles and front pages that read without a network; nothing where the browser keeps none. */
async function showKept(document: Document): Promise<void> {
	if (!('caches' in window && (await caches.has(KEPT)))) return;
	const { pages } = await keptPages(await caches.open(KEPT));
	document.querySelector('#kept')?.replaceChildren(...pages.map((page) => toLink(document, page)));
}

function toLink(document: Document, { path, title }: KeptPage): HTMLElement {
	const item = document.createElement('li');
	const link = document.createElement('a');
	link.href = path;
	link.lang = path.split('/')[1] ?? '';
	link.textContent = title;
	item.append(link);
	return item;
}

function toItem(template: HTMLTemplateElement, article: SavedArticle, onRemoved: () => void): DocumentFragment {
	const item = document.importNode(template.content, true);
	const link = item.querySelector('a');
	const [time, source] = [item.querySelector('time'), item.querySelector('[data-slot=source]')];
	if (!(link && time && source)) return item;
	link.href = article.url;
	link.lang = article.lang;
	link.textContent = article.title;
	time.dateTime = article.publishedAt;
	// The day as the site's clock has it, whatever the reader's says.
	time.textContent = article.publishedAt.slice(0, 10).split('-').reverse().join('.');
	source.textContent = article.source;
	item.querySelector('button')?.addEventListener('click', () => {
		changePreferences(({ saved }) => ({ saved: saved.filter(({ url }) => url !== article.url) }));
		onRemoved();
	});
	return item;
}
