const KEY = 'jarchy-searches';
const MOST = 8;
const OFF = 'off';

/** What was asked last, the latest first; `undefined` where nothing is kept: the reader or the browser wants it so. */
export function readRecent(): string[] | undefined {
	try {
		const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
		if (stored === OFF) return undefined;
		return Array.isArray(stored) ? stored.filter((query) => typeof query === 'string').slice(0, MOST) : [];
	} catch {
		return canStore() ? [] : undefined;
	}
}

/** Remembers a question, where that is wanted. */
export function keepRecent(query: string): void {
	const recent = readRecent();
	if (query !== '' && recent !== undefined) store([query, ...recent.filter((other) => other !== query)].slice(0, MOST));
}

/** Forgets what was asked. */
export function clearRecent(): void {
	store([]);
}

/** Keeps questions from now on, or forgets them and keeps none. */
export function switchRecent(isOn: boolean): void {
	store(isOn ? [] : OFF);
}

/** True where the browser lets a page remember anything. */
export function canStore(): boolean {
	try {
		localStorage.getItem(KEY);
		return true;
	} catch {
		return false;
	}
}

function store(value: unknown): void {
	try {
		localStorage.setItem(KEY, JSON.stringify(value));
	} catch {
		// Full or forbidden: then nothing is kept.
	}
}
