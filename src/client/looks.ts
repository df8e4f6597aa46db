import type { Preferences } from './preferences.ts';

/**
 * Shows a page in the theme and size that the reader chose. Every dark rule of the style sheets is made to hold
 * always or never, so that the colours stand there once, for readers with and without a choice.
 */
export function applyLooks({ documentElement, styleSheets }: Document, { theme, size }: Preferences): void {
	documentElement.style.fontSize = size === 100 ? '' : `${size}%`;
	documentElement.style.colorScheme = theme;
	for (const sheet of styleSheets) {
		for (const rule of sheet.cssRules) {
			if (!(rule instanceof CSSMediaRule)) continue;
			const text = wording.get(rule) ?? rule.media.mediaText;
			if (!text.includes(SCHEME)) continue;
			wording.set(rule, text);
			rule.media.mediaText = theme === '' ? text : text.replace(SCHEME, theme === 'dark' ? ALWAYS : NEVER);
		}
	}
}

const SCHEME = '(prefers-color-scheme: dark)';
const ALWAYS = '(min-width: 0)';
const NEVER = '(max-width: 0)';

/** What rules said at first. */
const wording = new WeakMap<CSSRule, string>();
