// What stands here runs inside of pages: each function is handed over as text and may name nothing outside itself.

declare global {
	interface Window {
		jarchyNote?: (index: number, what: string) => void;
	}
}

/** Reports every script that runs in a frame, before any of its own does. */
export function isolate(): void {
	let frame: Window = window;
	while (!/^page-\d+$/.test(frame.name) && frame.parent !== frame) frame = frame.parent;
	const index = Number(/^page-(\d+)$/.exec(frame.name)?.[1] ?? -1);
	const note = window.jarchyNote;
	if (index < 0 || note === undefined) return;
	const tell = (what: string): void => note(index, what);
	document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sourceFile, blockedURI }) => {
		if (/^(script-src|object-src|base-uri|form-action)/.test(effectiveDirective))
			tell(`${effectiveDirective} ${blockedURI} ${sourceFile}`);
	});
	for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
		Object.defineProperty(window, name, { value: () => void tell(name), configurable: true });
	}
}

/** Does with every element of a frame what a reader might; links to the web are not followed. */
export async function listenAndTouch(): Promise<void> {
	if (window === window.top) return;
	window.addEventListener(
		'click',
		(event) => {
			const link = event.target instanceof Element ? event.target.closest('a, area') : undefined;
			const scheme = link instanceof HTMLAnchorElement ? link.protocol : '';
			if (/^(https?|mailto):$/.test(scheme)) event.preventDefault();
		},
		true,
	);
	const kinds =
		'pointerover mouseover mouseenter mousemove pointerdown mousedown mouseup focus keydown keyup input change wheel dblclick contextmenu drag submit'.split(
			' ',
		);
	for (const element of [...document.querySelectorAll('*')].slice(0, 300)) {
		const own = element.getAttributeNames().flatMap((name) => (name.startsWith('on') ? [name.slice(2)] : []));
		for (const kind of [...kinds, ...own]) element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
		if (element instanceof HTMLElement) {
			element.focus();
			element.click();
		}
	}
	await new Promise((resolve) => {
		setTimeout(resolve, 100);
	});
}
