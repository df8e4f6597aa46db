import { kindOf } from '#ingest/adapters/text-lines.ts';
import { linkDensity } from './page-body.ts';
import { lineIn } from './page-elements.ts';
import type { Element } from './tree/node.ts';

const BLOCKS = 'h1, h2, h3, h4, h5, h6, p, div, li, ul, ol, section, span';
const HEADING = /^H[1-6]$/;
const MAX_LINE = 120;
const MAX_SHARE = 0.4;
/** Headings under which no text of the article stands. */
const END_HEADING =
	/^(about (the )?authors?|author (bio|information)|comments?|leave a (reply|comment)|related( (articles|posts|stories|reading|content|topics|news))?|you (may|might) also (like|enjoy).*|more (articles )?(from|on|in|like|stories|articles).*|read (more|next|also)|recommended( (for you|reading|articles))?|share( this( (post|article|story|page))?)?|tags|categories|disclosures?|об авторе|читайте (также|ещё|еще)|похожие.*|по теме|комментарии|автор жөнүндө|дагы окуңуз.*|пикирлер)\s*:?$/iu;

/** Takes out of a text what stands among it and is none of it: buttons, prompts, links to other articles, what comes after its end. */
export function dropAsides(holder: Element): void {
	const whole = lineIn(holder).length;
	for (const block of holder.querySelectorAll(BLOCKS)) {
		if (block.parentElement === null) continue;
		const line = lineIn(block, MAX_LINE + 50);
		if (line === '' || line.length > MAX_LINE) continue;
		if (HEADING.test(block.tagName) && END_HEADING.test(line)) dropPart(block, whole);
		else if (isAside(block, line)) block.remove();
	}
}

function isAside(block: Element, line: string): boolean {
	if (block.querySelector('img') !== null) return false;
	const kind = kindOf(line);
	if (kind === 'junk' && /\p{L}/u.test(line)) return true;
	// `Read more: another headline`
	return (
		/^(read (more|also|next)|related|see also|more|don.t miss|also read|recommended( reading)?|читайте (также|ещё|еще)|по теме|дагы окуңуз(дар)?)\s*:/iu.test(
			line,
		) && linkDensity(block) > 0.4
	);
}

/** A heading of what comes after an article, and what stands under it, where it is the smaller part by far. */
function dropPart(heading: Element, whole: number): void {
	const part: Element[] = [heading];
	for (
		let next = heading.nextElementSibling;
		next !== null && !isSameLevel(next, heading);
		next = next.nextElementSibling
	)
		part.push(next);
	const length = part.reduce((sum, element) => sum + lineIn(element).length, 0);
	if (length < MAX_SHARE * whole) for (const element of part) element.remove();
}

function isSameLevel(element: Element, heading: Element): boolean {
	return HEADING.test(element.tagName) && element.tagName <= heading.tagName;
}
