import { changePreferences, isOn, type Preferences, type SavedArticle } from './preferences.ts';
import { readerTexts } from './texts.ts';

/** Saves or mutes what a button stands for, or takes that back; says so beside it where the browser keeps nothing. */
export function press(button: HTMLButtonElement): void {
	const { toggle = '' } = button.dataset;
	if (changePreferences((old) => toggled(old, toggle, button.value))) return;
	const said = document.createElement('span');
	said.setAttribute('role', 'status');
	button.parentElement?.replaceChildren(button, ' ', said);
	said.textContent = readerTexts()['blocked'] ?? '';
}

function toggled(old: Preferences, toggle: string, value: string): Partial<Preferences> {
	const was = isOn(old, toggle, value);
	if (toggle === 'saved') {
		const others = old.saved.filter(({ url }) => url !== value);
		return { saved: was ? others : [...others, articleHere(value)] };
	}
	const list = toggle === 'sources' ? old.sources : old.topics;
	const changed = was ? list.filter((other) => other !== value) : [...list, value];
	return toggle === 'sources' ? { sources: changed } : { topics: changed };
}

/** The article that this page shows. */
function articleHere(url: string): SavedArticle {
	const text = (selector: string): string => document.querySelector(selector)?.textContent.trim() ?? '';
	return {
		url,
		title: text('h1'),
		lang: document.documentElement.lang,
		source: text('.source-line a'),
		publishedAt: document.querySelector('.dateline time')?.getAttribute('datetime') ?? '',
	};
}
