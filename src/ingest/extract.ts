import type { Selectors } from '#core/source.ts';
import type { FoundImage } from './adapters/adapter.ts';
import type { IngestError } from './errors.ts';

/** An article as its page gives it; `html` is not yet sanitised. */
export interface ExtractedArticle {
	readonly title?: string;
	readonly html: string;
	readonly authors: readonly string[];
	readonly published?: string;
	readonly updated?: string;
	readonly image?: FoundImage;
	readonly canonicalUrl?: string;
	readonly section?: string;
	readonly tags: readonly string[];
	readonly lang?: string;
	readonly commentsUrl?: string;
}
export interface ExtractOptions { readonly url?: string | undefined; readonly selectors?: Selectors | undefined }
export type Extraction = { readonly ok: true; readonly article: ExtractedArticle } | { readonly ok: false; readonly error: IngestError };
export declare function extractArticle(html: string, options: ExtractOptions): Extraction;
