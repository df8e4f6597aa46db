import { resolve } from 'node:path';
import { type Folders, isWithin } from '#catalog/folders.ts';
import { UsageError } from '#core/expected-error.ts';
import { FolderTarget } from './folder.ts';
import { openS3, type S3Address } from './s3.ts';
import type { Target } from './target.ts';

/**
 * The target that `text` names: `s3://bucket`, `s3://bucket/folder` or the path of a folder.
 *
 * @throws UsageError for anything else, and for a folder that a build works in.
 */
export async function openTarget(
	text: string,
	{ folders, env }: { folders: Folders; env: Readonly<Record<string, string | undefined>> },
): Promise<Target> {
	const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
	if (scheme === 's3') return await openS3(parseS3(text), env);
	if (scheme !== undefined) {
		throw new UsageError(`--to takes s3://BUCKET or the path of a folder, found “${text}”.`);
	}
	const dir = resolve(text);
	const taken = Object.values(folders).find((folder) => isWithin(dir, folder) || isWithin(folder, dir));
	if (taken !== undefined) {
		throw new UsageError(`--to ${text} and ${taken} lie in each other. Name a folder apart from those of the build.`);
	}
	return new FolderTarget(dir);
}

/** `s3://news/site/` → bucket `news`, prefix `site/`. */
function parseS3(text: string): S3Address {
	const { bucket, folder = '' } =
		/^s3:\/\/(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(?<folder>.*))?$/.exec(text)?.groups ?? {};
	if (bucket === undefined) {
		throw new UsageError(
			`“${text}” names no bucket: its name has 3 to 63 small letters, digits, dots and hyphens, as in s3://news or s3://news/site.`,
		);
	}
	const parts = folder.split('/').filter((part) => part !== '');
	return { bucket, prefix: parts.map((part) => `${part}/`).join('') };
}
