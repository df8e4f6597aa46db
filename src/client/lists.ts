import { idOf, isPermalink, type Preferences } from './preferences.ts';
import { readerTexts } from './texts.ts';

/**
 * Collapses what the reader muted in the lists of a page, with a line that says how much it is and shows it, and marks
 * what was read. An item that was looked at before stays as it is.
 */
export function tidyLists(document: Document, preferences: Preferences): void {
	const isMuted = muteRule(preferences);
	const hidden = new Map<Element, HTMLElement[]>();
	for (const item of document.querySelectorAll<HTMLElement>('[data-about]')) {
		if (tidied.has(item)) continue;
		tidied.add(item);
		const box = item.closest('li') ?? item;
		if (isMuted(item)) hidden.set(box.parentElement ?? box, [...(hidden.get(box.parentElement ?? box) ?? []), box]);
		const path = item.querySelector<HTMLAnchorElement>(LINK)?.pathname ?? '';
		if (preferences.marks && preferences.read.includes(idOf(path)))
			item.querySelector('p:last-child')?.append(' ', readMark());
	}
	for (const boxes of hidden.values()) collapse(boxes);
}

/** Remembers that the article of this page was opened. */
export function withRead({ read, marks }: Preferences, path: string): Partial<Preferences> {
	const id = idOf(path);
	return marks && isPermalink(path) ? { read: [...read.filter((other) => other !== id), id] } : {};
}

const tidied = new WeakSet<HTMLElement>();

const LINK = '.headline a, :scope > a';

function muteRule({ words, sources, topics }: Preferences): (item: HTMLElement) => boolean {
	const starts = words.map(plain).filter((word) => word !== ' ');
	return (item) => {
		const [source = '', ...about] = item.dataset['about']?.split(' ') ?? [];
		if (sources.includes(source) || about.some((topic) => topics.includes(topic))) return true;
		const text = Array.from(item.querySelectorAll(`${LINK}, .excerpt`), (part) => plain(part.textContent)).join(' ');
		return starts.some((word) => text.includes(word));
	};
}

/** Letters and digits alone, so that a word is looked for where one begins. */
function plain(text: string): string {
	return ` ${text
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.join(' ')}`;
}

function collapse(boxes: readonly HTMLElement[]): void {
	const [first] = boxes;
	if (first === undefined) return;
	const line = document.createElement(first.localName === 'li' ? 'li' : 'p');
	line.className = 'muted meta';
	const show = document.createElement('button');
	const { hidden = '', show: label = '' } = readerTexts();
	show.textContent = label;
	line.append(hidden.replace('{count}', String(boxes.length)), ' ', show);
	first.before(line);
	for (const box of boxes) box.hidden = true;
	show.addEventListener('click', () => {
		for (const box of boxes) box.hidden = false;
		line.remove();
		(first.querySelector<HTMLElement>('.headline a') ?? first.querySelector('a'))?.focus();
	});
}

function readMark(): HTMLElement {
	const mark = document.createElement('span');
	mark.className = 'read';
	mark.textContent = readerTexts()['read'] ?? '';
	return mark;
}
