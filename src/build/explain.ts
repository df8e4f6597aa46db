import type { Manifest } from './manifest.ts';
import { outputPath } from './output.ts';

/** What a build knows of its outputs right before it publishes. */
interface Known {
	readonly manifest: Manifest;
	/** Why an output was looked at; `undefined` where it was not. */
	readonly why: (path: string) => string | undefined;
	/** Paths of files that are about to go. */
	readonly gone: readonly string[];
}

/**
 * Why an output is written, deleted or left as it is, in a sentence.
 *
 * @param asked its path below `dist/`, its path on the site or its whole address; nothing is said where absent
 */
export function explain(asked: string | undefined, known: Known): string | undefined {
	if (asked === undefined) return undefined;
	const path = toPath(asked);
	const { manifest, why, gone } = known;
	const stands = manifest.get(path) !== undefined;
	const planned = manifest.planned(path);
	if (gone.includes(path)) return `${path} is deleted: what it showed is gone.`;
	if (planned === undefined) {
		if (stands) return `${path} stays as it is: no change of the content reaches it.`;
		return `${path} is no output of this site. Its path is as below the output folder, or as on the site.`;
	}
	const because = why(path) ?? 'it is compared in every build that has changes';
	if (planned.isNew) return `${path} is ${stands ? 'written anew' : 'new'}, because ${because}.`;
	return `${path} was looked at, because ${because}, and shows the same as before.`;
}

/** `https://site/ru/`, `/ru/`, `ru`, `ru/index.html` → `ru/index.html`. */
function toPath(asked: string): string {
	const url = /^https?:/.test(asked) ? new URL(asked).pathname : asked;
	const path = `/${url.replace(/^\.?\/+/, '')}`;
	const isFile = path.endsWith('/') || /\.[a-z0-9_]+$/i.test(path);
	return outputPath(isFile ? path : `${path}/`);
}
