import { offerCopy } from './copy-link.ts';
import { focusSearchOnSlash } from './search-focus.ts';

// What script adds to pages that read without it.
focusSearchOnSlash(document);
offerCopy(document);
