import type { SourceErrorClass } from '#core/source-state.ts';
import type { IngestErrorCode } from './errors.ts';

const CLASSES: Partial<Record<IngestErrorCode, SourceErrorClass>> = {
	FETCH_BLOCKED: 'blocked',
	FETCH_GONE: 'gone',
	FETCH_LIMITED: 'limited',
	FETCH_SERVER_FAILED: 'server',
	FETCH_TIMED_OUT: 'timeout',
	FETCH_UNREACHABLE: 'unreachable',
	FETCH_UNTRUSTED: 'tls',
	FETCH_BROKEN_OFF: 'broken',
	FETCH_MISLED: 'redirects',
	FETCH_TOO_LARGE: 'tooLarge',
	FETCH_REFUSED: 'refused',
	FEED_IS_PAGE: 'notAFeed',
	FEED_IS_ELSEWHERE: 'notAFeed',
	FEED_FORMAT_UNKNOWN: 'notAFeed',
	PAGE_WITHOUT_ARTICLE: 'notAFeed',
	PAGE_IS_REDIRECT: 'notAFeed',
	DUMP_WITHOUT_ARTICLE: 'notAFeed',
	DUMP_COLUMNS_UNKNOWN: 'notAFeed',
	INPUT_EMPTY: 'empty',
	INPUT_WITHOUT_ARTICLES: 'empty',
	INPUT_TOO_LARGE: 'tooLarge',
	FEED_CUT: 'cut',
	ENCODING_WRONG: 'charset',
	ENCODING_UNKNOWN: 'charset',
	TEXT_REPLACED: 'charset',
};

/** What an error means for the address that it is about: `gone` is sure, anything else may pass. */
export function classOf({ code }: { readonly code: IngestErrorCode }): SourceErrorClass {
	return CLASSES[code] ?? 'unreadable';
}
