import { offerCopy } from './copy-link.ts';
import { rememberEdition } from './edition.ts';
import { tidyLists, withRead } from './lists.ts';
import { applyLooks } from './looks.ts';
import { keepForOffline } from './offline.ts';
import { changePreferences, readPreferences } from './preferences.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { offerToggles } from './toggles.ts';

// What script adds to pages that read without it.
const preferences = readPreferences();
applyLooks(document, preferences);
tidyLists(document, preferences);
rememberEdition(document, preferences);
listenForShortcuts(document);
offerCopy(document);
offerToggles(document);
keepForOffline(document, preferences);
changePreferences((old) => withRead(old, location.pathname));
document.addEventListener('listed', () => tidyLists(document, preferences));
if (document.querySelector('#settings'))
	void import('./settings.ts').then(({ showSettings }) => showSettings(document));
if (document.querySelector('#saved')) void import('./saved.ts').then(({ showSaved }) => showSaved(document));
const { savedAt } = document.documentElement.dataset;
if (savedAt) void import('./tell-offline.ts').then(({ tellOffline }) => tellOffline(document, savedAt));
