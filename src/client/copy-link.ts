/** How long a button says that the address was copied. */
const SAID_MS = 2000;

/** Gives every link with `data-copy` a button that copies its address; the two attributes hold what it says. */
export function offerCopy(document: Document): void {
	if (navigator.clipboard === undefined) return;
	for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-copy]'))
		link.after(copyButton(document, link));
}

function copyButton(document: Document, link: HTMLAnchorElement): HTMLElement {
	const button = document.createElement('button');
	button.type = 'button';
	const said = document.createElement('span');
	said.setAttribute('role', 'status');
	const label = link.dataset['copy'] ?? '';
	button.textContent = label;
	button.addEventListener('click', () => void copy(link.href, said, link.dataset['copied'] ?? ''));
	const both = document.createElement('span');
	both.className = 'copy';
	both.append(button, ' ', said);
	return both;
}

async function copy(text: string, said: HTMLElement, copied: string): Promise<void> {
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		// The reader's browser forbids it: the address stands there to be copied by hand.
		return;
	}
	said.textContent = copied;
	setTimeout(() => {
		said.textContent = '';
	}, SAID_MS);
}
