import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import sharp from 'sharp';
import { sha256 } from '#catalog/documents.ts';
import { mediaPath, type Picture } from '#core/article.ts';
import { cutAtWord } from '#core/excerpt.ts';
import type { FoundImage } from './adapters/adapter.ts';
import { writeAtomically } from './atomic.ts';
import type { LocalDocument } from './draft.ts';
import { IngestError } from './errors.ts';
import type { Fetcher } from './fetch/fetch.ts';
import type { PictureFiles } from './fetch/replies.ts';
import { given } from './given.ts';
import { oneLine } from './text/plain-line.ts';

/** 720 is a phone's whole width at two dots a pixel; a photograph full of detail takes 60 KB then. */
const WIDTHS = [320, 480, 720, 1280];
const QUALITY = 68;
const MAX_BYTES = 20_000_000;
const MAX_PIXELS = 60_000_000;
/** A picture of so many pixels takes two. */
const MAX_SECONDS = 60;
/** Narrower pictures are signs and counters. */
const MIN_SIDE = 64;
const FORMATS: readonly string[] = ['jpeg', 'png', 'webp', 'gif', 'heif', 'avif', 'tiff'];

/** What a picture is copied with. */
export interface CopyContext {
	readonly contentDir: string;
	readonly fetcher: Fetcher;
	/** The document that names it, where it lies on this machine. */
	readonly local?: LocalDocument | undefined;
	/** Finds out all about the picture without writing it. */
	readonly isDryRun: boolean;
}

/** The files of a picture, absent where it is too small to show; or why there are none. */
export type CopyResult =
	| { readonly ok: true; readonly files?: PictureFiles }
	| { readonly ok: false; readonly reason: string };

/**
 * Copies a picture into `media/`, in up to four widths as WebP, named by the content of the original; what is there
 * is not made again.
 */
export async function copyPicture(url: string, context: CopyContext): Promise<CopyResult> {
	const { fetcher, local, contentDir } = context;
	try {
		if (!/^https?:\/\//i.test(url))
			return { ok: true, ...given('files', await makeFiles(readPicture(url, local), context)) };
		const known = fetcher.findPicture(url);
		if (known?.widths.every((width) => existsSync(join(contentDir, mediaPath(known.original, width)))))
			return { ok: true, files: known };
		const { bytes } = await fetcher.fetchBytes(url, { maxBytes: MAX_BYTES, accept: 'image/*' });
		const files = await makeFiles(bytes, context);
		if (files !== undefined) fetcher.rememberPicture(url, files);
		return { ok: true, ...given('files', files) };
	} catch (error) {
		return { ok: false, reason: reasonOf(error) };
	}
}

/** A picture's files together with what the document says about it, in bounded length. */
export function toPicture(files: PictureFiles, { alt, credit, caption }: FoundImage): Picture {
	return {
		...files,
		alt: wordsOf(alt, 500),
		credit: wordsOf(credit, 200),
		...(wordsOf(caption, 1000) === '' ? {} : { caption: wordsOf(caption, 1000) }),
	};
}

function wordsOf(text: string | undefined, maxLength: number): string {
	return cutAtWord(oneLine(text ?? ''), maxLength);
}

/** Reads a picture beside a local document, never one outside the folders that belong to it. */
function readPicture(address: string, local: LocalDocument | undefined): Uint8Array {
	if (local === undefined) throw new Error('its address is incomplete');
	const written = decodeURIComponent(address.replace(/[?#].*$/, ''));
	const path = resolve(dirname(local.file), written);
	if (!existsSync(path)) throw new Error('there is no such file');
	const real = realpathSync(path);
	if (!local.roots.some((root) => real.startsWith(realpathSync(root) + sep)))
		throw new Error('it lies outside the folder of its document');
	const stat = statSync(real);
	if (!stat.isFile()) throw new Error('it is no file');
	if (stat.size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES / 1_000_000} MB`);
	return readFileSync(real);
}

async function makeFiles(bytes: Uint8Array, { contentDir, isDryRun }: CopyContext): Promise<PictureFiles | undefined> {
	refuseOthers(bytes);
	const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
		.timeout({ seconds: MAX_SECONDS })
		.autoOrient();
	const { format, autoOrient } = await image.metadata();
	if (!FORMATS.includes(format)) throw new Error(`${format} pictures are not taken in`);
	const { width, height } = autoOrient;
	if (width < MIN_SIDE || height < MIN_SIDE) return undefined;
	const original = sha256(bytes);
	const fitting = WIDTHS.filter((candidate) => candidate <= width);
	const widths = fitting.length === 0 ? [width] : fitting;
	for (const target of isDryRun ? [] : widths) {
		const path = mediaPath(original, target);
		if (existsSync(join(contentDir, path))) continue;
		writeAtomically(
			contentDir,
			path,
			await image.clone().resize({ width: target }).webp({ quality: QUALITY }).toBuffer(),
		);
	}
	return { original, widths, width, height };
}

/** Bytes that pictures of the formats that are taken in begin with. */
const SIGNATURES = [
	/^\xff\xd8\xff/,
	/^\x89PNG\r\n/,
	/^GIF8/,
	/^RIFF....WEBP/s,
	/^....ftyp(avi|hei|hev|mif|msf)/s,
	/^(II\*\0|MM\0\*)/,
];

/** Nothing but pictures made of pixels reaches a parser: SVG is text that can hold scripts and name files. */
function refuseOthers(bytes: Uint8Array): void {
	const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1');
	if (SIGNATURES.some((signature) => signature.test(head))) return;
	if (bytes.length === 0) throw new Error('it is empty');
	if (/<svg[\s>]/i.test(head)) throw new Error('SVG pictures are not taken in');
	throw new Error(/^\s*</.test(head) ? 'it is a page, not a picture' : 'it is no picture of a known format');
}

function reasonOf(error: unknown): string {
	if (error instanceof IngestError) return String(error.details['reason'] ?? error.message);
	return (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)).replace(/\.$/, '');
}
