import type { Picture } from '#core/article.ts';
import { cutAtWord } from '#core/excerpt.ts';
import { MAX_ALT_LENGTH } from '#core/rights.ts';
import type { Rights } from '#core/source.ts';
import type { FoundImage } from './adapters/adapter.ts';
import { eachAtOnce } from './concurrent.ts';
import type { Draft } from './draft.ts';
import { copyPicture, toPicture } from './images.ts';
import type { Run } from './run.ts';

const ARTICLES_AT_ONCE = 4;
/** Pictures of one article; galleries go further. */
const MAX_PICTURES = 40;
/** So many runs ask for a picture that cannot be had although its document did not change: one that is dead costs no more. */
const MAX_TRIES = 5;

/** Copies the pictures of what was found, where rights allow it, into `media/`. A bad picture is left out. */
export async function copyPictures(run: Run): Promise<void> {
	const total = run.spool.countFindings();
	let done = 0;
	await eachAtOnce(run.spool.findings(), ARTICLES_AT_ONCE, async ({ id, seq }) => {
		const draft = seq === undefined ? undefined : run.spool.getDraft(seq);
		if (draft !== undefined && run.rightsOf(draft.source).images === 'copy')
			run.spool.setPictures(id, await copyAll(run, draft));
		run.onProgress('pictures', ++done, total);
	});
}

async function copyAll(run: Run, draft: Draft): Promise<Record<string, Picture>> {
	const { contentDir, fetcher, isDryRun } = run;
	const copied: Record<string, Picture> = {};
	for (const found of wanted(run, draft)) {
		if (Object.hasOwn(copied, found.url)) continue;
		const result = await copyPicture(found.url, { contentDir, fetcher, local: draft.local, isDryRun });
		if (result.ok && result.files !== undefined)
			copied[found.url] = toPicture(result.files, allowed(found, run.rightsOf(draft.source)));
		if (!result.ok) {
			const details = { picture: found.url.slice(0, 200), title: draft.title.slice(0, 80), reason: result.reason };
			run.report.warn(draft.source, { code: 'PICTURE_FAILED', details });
			askAgain(run, found.url, draft);
		}
	}
	return copied;
}

/**
 * Has the next run read the document of a picture again: a server that says that its feed is what it was would else keep
 * the article without its picture for good.
 */
function askAgain({ fetcher }: Run, url: string, { document, local }: Draft): void {
	if (local !== undefined) return;
	const failures = (fetcher.findAttempts(url)?.failures ?? 0) + 1;
	if (failures > MAX_TRIES) return;
	fetcher.rememberAttempts(url, { failures });
	if (failures < MAX_TRIES) fetcher.forgetDocument(document);
}

/** The pictures that will be shown: where less than the whole text may be, the lead picture alone. */
function wanted(run: Run, { source, image, images }: Draft): FoundImage[] {
	const all = [...(image === undefined ? [] : [image]), ...images].slice(0, MAX_PICTURES);
	return run.rightsOf(source).text === 'full' ? all : all.slice(0, 1);
}

/** Where less than the whole text may be shown, a picture's words must not carry the rest. */
function allowed(found: FoundImage, { text }: Rights): FoundImage {
	if (text === 'full') return found;
	const { caption: _, ...rest } = found;
	return { ...rest, ...(found.alt === undefined ? {} : { alt: cutAtWord(found.alt, MAX_ALT_LENGTH) }) };
}
