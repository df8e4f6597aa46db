/** Lets `/` lead to the search box, except where the reader is writing. */
export function focusSearchOnSlash(document: Document): void {
	document.addEventListener('keydown', (event) => {
		if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
		const box = document.querySelector<HTMLInputElement>('input[name=q]');
		if (box === null) return;
		event.preventDefault();
		box.focus();
		box.select();
	});
}

function isWriting(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
