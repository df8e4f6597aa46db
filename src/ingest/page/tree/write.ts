import type { Element, Node } from './node.ts';

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	'\u00a0': '&nbsp;',
};

/** The children of an element as HTML. */
export function innerHtmlOf(element: Element): string {
	let html = '';
	for (let node = element.firstChild; node !== null; node = node.nextSibling) html += htmlOf(node);
	return html;
}

function htmlOf(node: Node): string {
	if (node.nodeType === 3)
		return node.parentNode?.nodeName === 'SCRIPT' ? node.nodeValue : escapeHtml(node.nodeValue, /[&<>\u00a0]/g);
	const { localName: name, attributes } = node;
	const written = attributes.map((one) => ` ${one.name}="${escapeHtml(one.value, specialIn(one.name))}"`).join('');
	return VOID.has(name) ? `<${name}${written}>` : `<${name}${written}>${innerHtmlOf(node)}</${name}>`;
}

/** Sites escape the words for a picture twice; they are read twice, therefore. */
function specialIn(attribute: string): RegExp {
	return attribute === 'alt' ? /["\u00a0]/g : /[&"\u00a0]/g;
}

function escapeHtml(text: string, special: RegExp): string {
	return text.replace(special, (character) => ENTITIES[character] ?? '');
}
