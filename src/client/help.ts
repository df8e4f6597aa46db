/** Opens a list of the keys, taken from the edition's page of settings; opens that page where it cannot be fetched. */
export async function showHelp(document: Document): Promise<void> {
	const address = `/${document.documentElement.lang}/settings/`;
	const keys = await fetchKeys(address);
	if (keys === undefined) {
		location.assign(address);
		return;
	}
	const dialog = document.createElement('dialog');
	dialog.setAttribute('aria-labelledby', 'keys-heading');
	const close = document.createElement('button');
	close.textContent = keys.dataset['close'] ?? '×';
	close.addEventListener('click', () => dialog.close());
	dialog.append(keys, close);
	dialog.addEventListener('close', () => dialog.remove());
	document.querySelector('#keys')?.remove();
	document.body.append(dialog);
	dialog.showModal();
}

async function fetchKeys(address: string): Promise<HTMLElement | undefined> {
	try {
		const page = await (await fetch(address)).text();
		return new DOMParser().parseFromString(page, 'text/html').querySelector<HTMLElement>('#keys') ?? undefined;
	} catch {
		return undefined;
	}
}
