import { readerTexts } from './texts.ts';

/** Says where a page comes from the device instead of the network, and since when it lies there. */
export function tellOffline({ documentElement }: Document, savedAt: string): void {
	const { offline = '', unreachable = '' } = readerTexts();
	const time = new Date(savedAt);
	const isToday = time.toDateString() === new Date().toDateString();
	const style = isToday ? ({ timeStyle: 'short' } as const) : ({ dateStyle: 'short', timeStyle: 'short' } as const);
	const locale = documentElement.lang === 'en' ? 'en-GB' : 'ru';
	const line = document.createElement('p');
	line.className = 'warning';
	line.setAttribute('role', 'status');
	line.textContent = (navigator.onLine ? unreachable : offline).replace('{time}', time.toLocaleString(locale, style));
	document.querySelector('main')?.prepend(line);
}
