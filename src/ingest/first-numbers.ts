import { hash } from 'node:crypto';

const FIRST_SLOTS = 1024;
const MAX_FILLED = 0.75;
/** Hexadecimal digits that a number holds exactly. */
const DIGITS = 13;

/**
 * The number that each name was first given with. A name takes some 30 bytes however long it is: a run has millions of
 * them.
 */
export class FirstNumbers {
	/** Halves of a name's digest, which no two names share, at the first free slot from where the one half points. */
	#heads = new Float64Array(FIRST_SLOTS);
	#tails = new Float64Array(FIRST_SLOTS);
	/** Numbers by slot, plus one; 0 where a slot is free. */
	#numbers = new Uint32Array(FIRST_SLOTS);
	#count = 0;

	/** How many names have a number. */
	get size(): number {
		return this.#count;
	}

	/** The number of a name, which is the given one where it has none yet. */
	claim(name: string, number: number): number {
		const [head, tail] = halvesOf(name);
		const slot = this.#slotOf(head, tail);
		const first = this.#numbers[slot] ?? 0;
		if (first !== 0) return first - 1;
		this.#fill(slot, { head, tail, number });
		this.#count++;
		if (this.#count > this.#numbers.length * MAX_FILLED) this.#grow();
		return number;
	}

	find(name: string): number | undefined {
		const first = this.#numbers[this.#slotOf(...halvesOf(name))] ?? 0;
		return first === 0 ? undefined : first - 1;
	}

	/** Where a digest is, or is to be. */
	#slotOf(head: number, tail: number): number {
		const slots = this.#numbers.length;
		let slot = head % slots;
		while (this.#numbers[slot] !== 0 && !(this.#heads[slot] === head && this.#tails[slot] === tail))
			slot = (slot + 1) % slots;
		return slot;
	}

	#fill(slot: number, { head, tail, number }: { head: number; tail: number; number: number }): void {
		this.#heads[slot] = head;
		this.#tails[slot] = tail;
		this.#numbers[slot] = number + 1;
	}

	#grow(): void {
		const [heads, tails, numbers] = [this.#heads, this.#tails, this.#numbers];
		const slots = numbers.length * 2;
		[this.#heads, this.#tails, this.#numbers] = [
			new Float64Array(slots),
			new Float64Array(slots),
			new Uint32Array(slots),
		];
		for (const [old, first] of numbers.entries()) {
			const [head = 0, tail = 0] = [heads[old], tails[old]];
			if (first !== 0) this.#fill(this.#slotOf(head, tail), { head, tail, number: first - 1 });
		}
	}
}

function halvesOf(name: string): [number, number] {
	const digest = hash('sha256', name);
	return [Number.parseInt(digest.slice(0, DIGITS), 16), Number.parseInt(digest.slice(DIGITS, 2 * DIGITS), 16)];
}
