import { z } from 'astro/zod';
import { instant, webUrl } from './fields.ts';

/** What can be wrong with a feed, from the operator's side. */
export const SOURCE_ERROR_CLASSES = [
	/** The server, or its robots.txt, does not want us there. */
	'blocked',
	/** The server says that there is no such thing any more. */
	'gone',
	/** It stands at another address for good; it is read all the same. */
	'moved',
	/** It holds no article. */
	'empty',
	/** Something else stands there. */
	'notAFeed',
	/** Its letters are not in the encoding that it claims; it is read all the same. */
	'charset',
	/** It breaks off; its whole entries are read all the same. */
	'cut',
	/** We asked too often. */
	'limited',
	/** The server failed. */
	'server',
	'timeout',
	/** The name is not known, or nothing answers there. */
	'unreachable',
	/** The certificate is no good. */
	'tls',
	/** The answer broke off or was not as long as announced. */
	'broken',
	/** Redirects in a ring, too many of them, or to what is no web address. */
	'redirects',
	'tooLarge',
	/** It stands in a private network or on a closed port. */
	'refused',
	/** Any other trouble. */
	'unreadable',
] as const;

export type SourceErrorClass = (typeof SOURCE_ERROR_CLASSES)[number];

/** How one feed does, as of the last time that this changed. */
const feedStateSchema = z.strictObject({
	/** Address as the source names it. */
	url: webUrl,
	class: z.enum(['ok', ...SOURCE_ERROR_CLASSES]),
	/** Since when it is in this class. */
	since: instant,
	/** Since when it gave nothing, in whatever class; absent where it gives articles. */
	failingSince: instant.optional(),
	/** When it last gave what it should, as far as was known at `since`. */
	lastSuccessAt: instant.optional(),
	/** What went wrong at `since`. */
	message: z.string().max(1000).optional(),
	/** Where it stands for good now. */
	movedTo: webUrl.optional(),
	/** When it was to be asked again, as decided at `since`; later tries are spaced further apart. */
	nextTryAt: instant.optional(),
});

/** `content/state/<source>.yaml`: how the feeds of a source do. Written by ingest when a class changes. */
export const sourceStateSchema = z.strictObject({ schema: z.literal(1), feeds: z.array(feedStateSchema) });

export type FeedState = z.infer<typeof feedStateSchema>;
export type SourceState = z.infer<typeof sourceStateSchema>;

const WORKING: readonly FeedState['class'][] = ['ok', 'moved', 'charset', 'cut'];

/** Whether a feed in this class gives articles. */
export function isWorking(feedClass: FeedState['class']): boolean {
	return WORKING.includes(feedClass);
}

/** Path of a source's state, relative to the content folder. */
export function statePath(source: string): string {
	return `state/${source}.yaml`;
}
