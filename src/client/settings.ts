import { KEPT, keptPages, MOST_ARTICLES, MOST_BYTES } from './kept.ts';
import { applyLooks } from './looks.ts';
import { changePreferences, type Preferences, readPreferences, toPreferences } from './preferences.ts';

/** What the page of settings can say; each sentence stands in it, hidden until it holds. */
type Sentence = 'blocked' | 'kept' | 'imported' | 'notImported' | 'forgotten';

/** Fills the form of settings and keeps every change at once. */
export function showSettings(document: Document): void {
	const form = document.querySelector<HTMLFormElement>('#settings');
	if (form === null) return;
	const keep = (change: (old: Preferences) => Partial<Preferences>, sentence: Sentence): void => {
		say(document, changePreferences(change) ? sentence : 'blocked');
		applyLooks(document, readPreferences());
	};
	const replace = (value: unknown, sentence: Sentence): void => {
		const preferences = toPreferences(value);
		keep(() => preferences, sentence);
		fill(form, preferences);
	};
	fill(form, readPreferences());
	for (const group of form.querySelectorAll('fieldset')) group.disabled = false;
	if (!changePreferences(() => ({}))) say(document, 'blocked');
	void showKept(form);
	form.querySelector('[name=clear]')?.addEventListener('click', () => void clearKept(form));
	form.addEventListener('submit', (event) => event.preventDefault());
	form.addEventListener('change', ({ target }) => {
		if (!(target instanceof HTMLInputElement && target.type === 'file')) keep(() => chosenIn(form), 'kept');
	});
	form.querySelector('[name=export]')?.addEventListener('click', () => download(document));
	form.querySelector('[name=forget]')?.addEventListener('click', () => replace({}, 'forgotten'));
	form.querySelector<HTMLInputElement>('[name=import]')?.addEventListener('change', ({ currentTarget }) => {
		const file = currentTarget instanceof HTMLInputElement ? currentTarget.files?.[0] : undefined;
		void readFile(file).then((value) => {
			if (value === undefined) say(document, 'notImported');
			else replace(value, 'imported');
		});
	});
}

/** Says how much this device keeps for reading without a network. */
async function showKept(form: HTMLFormElement): Promise<void> {
	const line = form.querySelector<HTMLElement>('#kept-size');
	if (!(line && 'caches' in window && (await caches.has(KEPT)))) return;
	const { pages, bytes } = await keptPages(await caches.open(KEPT));
	const megabytes = (size: number): string =>
		(size / 1_000_000).toLocaleString(document.documentElement.lang === 'en' ? 'en-GB' : 'ru', {
			maximumFractionDigits: 1,
		});
	line.textContent = (line.dataset['kept'] ?? '')
		.replace('{articles}', String(pages.length))
		.replace('{mostArticles}', String(MOST_ARTICLES))
		.replace('{size}', megabytes(bytes))
		.replace('{mostSize}', megabytes(MOST_BYTES));
}

/** Lets go of all that is kept but the page that stands in for what is not. */
async function clearKept(form: HTMLFormElement): Promise<void> {
	const cache = await caches.open(KEPT);
	for (const { path } of (await keptPages(cache)).pages) await cache.delete(path);
	await showKept(form);
}

function say(document: Document, sentence: Sentence): void {
	for (const line of document.querySelectorAll<HTMLElement>('[data-say]')) {
		line.hidden = line.dataset['say'] !== sentence && !(line.dataset['say'] === 'blocked' && !line.hidden);
	}
}

function fill(form: HTMLFormElement, preferences: Preferences): void {
	const { theme, size, words, keys, marks } = preferences;
	for (const field of form.querySelectorAll<HTMLInputElement>('input')) {
		const { name, value } = field;
		if (name === 'theme') field.checked = value === theme;
		if (name === 'keys') field.checked = keys;
		if (name === 'marks') field.checked = marks;
		if (name === 'sources' || name === 'topics') field.checked = preferences[name].includes(value);
	}
	const sizes = form.querySelector<HTMLSelectElement>('[name=size]');
	if (sizes !== null) sizes.value = String(size);
	const list = form.querySelector<HTMLTextAreaElement>('[name=words]');
	if (list !== null) list.value = words.join('\n');
}

function chosenIn(form: HTMLFormElement): Partial<Preferences> {
	const given = new FormData(form);
	const all = (name: string): string[] => given.getAll(name).map(String);
	return {
		theme: String(given.get('theme') ?? ''),
		size: Number(given.get('size')),
		words: String(given.get('words') ?? '')
			.split('\n')
			.map((word) => word.trim()),
		sources: all('sources'),
		topics: all('topics'),
		keys: given.has('keys'),
		marks: given.has('marks'),
	};
}

function download(document: Document): void {
	const link = document.createElement('a');
	link.href = URL.createObjectURL(new Blob([JSON.stringify(readPreferences(), undefined, '\t')]));
	link.download = 'jarchy-settings.json';
	link.click();
	URL.revokeObjectURL(link.href);
}

/** @returns `undefined` for a file that is none of ours. */
async function readFile(file: File | undefined): Promise<unknown> {
	try {
		const value: unknown = JSON.parse((await file?.text()) ?? '');
		return Object.hasOwn(Object(value), 'theme') ? value : undefined;
	} catch {
		return undefined;
	}
}
