/**
 * On a 404 page: where the address looks like a part of an archive, finds the nearest wider part that exists and
 * shows the way there in the element with `data-parent`.
 */
async function showParent(): Promise<void> {
	const place = document.querySelector<HTMLElement>('[data-parent]');
	const link = place?.querySelector('a') ?? undefined;
	if (!place || link === undefined) return;
	for (const path of widerPaths(location.pathname)) {
		const answer = await fetch(path, { method: 'HEAD' });
		if (!answer.ok) continue;
		link.href = path;
		link.textContent = decodeURI(path);
		place.hidden = false;
		return;
	}
}

/** `/ru/topics/sport/2021/07/01-10/` → `/ru/topics/sport/2021/07/`, …, nearest first; nothing for other addresses. */
function widerPaths(path: string): string[] {
	const match = /^(\/[a-z]{2,3}(?:\/[a-z0-9/-]+?)?)((?:\/\d{4})(?:\/\d\d){0,2}(?:-\d\d)?)(?:\/[a-z0-9-]+)?\/?$/.exec(
		path,
	);
	if (match === null) return [];
	const [, list = '', period = ''] = match;
	const parts = period.split('/').slice(1);
	return parts
		.map((_, index) => `${[list, ...parts.slice(0, parts.length - index)].join('/')}/`)
		.concat(`${list}/`)
		.filter((wider) => wider !== path);
}

showParent().catch(() => {
	// Offline: the page offers search and topics all the same.
});

export {};
