import { offerCopy } from './copy-link.ts';
import { rememberEdition } from './edition.ts';
import { applyLooks } from './looks.ts';
import { readPreferences } from './preferences.ts';
import { listenForShortcuts } from './shortcuts.ts';

// What script adds to pages that read without it.
const preferences = readPreferences();
applyLooks(document, preferences);
rememberEdition(document, preferences);
listenForShortcuts(document);
offerCopy(document);
if (document.querySelector('#settings'))
	void import('./settings.ts').then(({ showSettings }) => showSettings(document));
