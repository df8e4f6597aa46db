import type { Document } from './tree/document.ts';
/**
 * Puts what a page sends late to where it is shown.
 *
 * React sends `<template id="B:1">` first and `<div hidden id="S:1">` for its place later; a script moves it. */
export function placeStreamed(document: Document): void {
	const late = document.querySelectorAll('div[hidden][id^="S:"]');
	if (late.length === 0) return;
	const places = new Map(
		[...document.querySelectorAll('template[id^="B:"]')].map((place) => [place.id.slice(2), place]),
	);
	for (const block of late) {
		block.removeAttribute('hidden');
		const place = places.get(block.id.slice(2));
		if (place !== undefined && !block.contains(place)) place.replaceWith(block);
	}
}
