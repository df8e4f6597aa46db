/** `31.10.2026 18:00` of an instant with its offset. */
export function dateText(iso: string): string {
	return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}
