import { parseArgs } from 'node:util';
import { ContentError } from '#core/content-error.ts';
import { ExpectedError, UsageError } from '#core/expected-error.ts';

/** Exit codes of every command. */
export const EXIT = { good: 0, someFailed: 1, usage: 2, failed: 3 } as const;

/** A flag of a command. */
export interface Flag {
	readonly type: 'string' | 'boolean';
	/** What stands for its value in the help text, e.g. `N`. */
	readonly value?: string;
	readonly help: string;
}

/** What a command is called and takes. */
export interface Command {
	/** As in `npm run <name>`. */
	readonly name: string;
	/** One sentence. */
	readonly summary: string;
	/** What stands for its arguments in the help text, e.g. `[PATH|URL …]`; takes none where absent. */
	readonly arguments?: string;
	readonly flags: Readonly<Record<string, Flag>>;
	/** One line that a user would type. */
	readonly example: string;
}

/** What the user typed. */
export interface Arguments {
	readonly texts: Readonly<Record<string, string | undefined>>;
	readonly switches: ReadonlySet<string>;
	readonly positionals: readonly string[];
}

/**
 * Runs a command of `npm run`: reads its flags, prints its help, and ends the process with the code that `run`
 * returns. Expected failures print their message without a stack.
 */
export async function runCommand(command: Command, run: (args: Arguments) => Promise<number>): Promise<void> {
	try {
		const args = readArguments(command);
		if (args.switches.has('help')) {
			process.stdout.write(helpText(command));
			return;
		}
		process.exitCode = await run(args);
	} catch (error) {
		process.stderr.write(`${describe(error)}\n`);
		// What a person wrote into the content folder is configuration.
		process.exitCode = error instanceof UsageError || error instanceof ContentError ? EXIT.usage : EXIT.failed;
	}
}

/** A whole number of at least 1 from a flag's text. @throws UsageError for anything else. */
export function toCount(flag: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const count = Number(text);
	if (Number.isInteger(count) && count >= 1) return count;
	throw new UsageError(`--${flag} takes a whole number of at least 1, found “${text}”.`);
}

/** One share of several from a flag's text, `2/4`. @throws UsageError for anything else. */
export function toShard(text: string | undefined): { index: number; of: number } | undefined {
	if (text === undefined) return undefined;
	const [, index, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
	if (index !== undefined && of !== undefined && index >= 1 && index <= of) return { index, of };
	throw new UsageError(`--shard takes a share such as 2/4 (the second of four), found “${text}”.`);
}

/** An instant with its offset from a flag's text, in UTC. @throws UsageError for anything else. */
export function toInstant(flag: string, text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	const isInstant =
		/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text));
	if (isInstant) return new Date(text).toISOString();
	throw new UsageError(
		`--${flag} takes a date with time and offset such as 2026-11-01T12:00:00+06:00, found “${text}”.`,
	);
}

function readArguments(command: Command): Arguments {
	const flags = { ...command.flags, help: HELP };
	const args = process.argv.slice(2);
	const unknown = args.find((arg) => /^--./.test(arg) && !isFlag(flags, arg));
	if (unknown !== undefined) throw new UsageError(`There is no flag ${unknown.split('=')[0]}. ${pointToHelp(command)}`);
	try {
		const options = Object.fromEntries(Object.entries(flags).map(([name, { type }]) => [name, { type }]));
		const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true });
		if (command.arguments === undefined && positionals[0] !== undefined) {
			throw new UsageError(`npm run ${command.name} takes no argument “${positionals[0]}”. ${pointToHelp(command)}`);
		}
		if (positionals.includes('')) {
			throw new UsageError(`An argument is empty: is a variable of the shell not set? ${pointToHelp(command)}`);
		}
		const texts: Record<string, string> = {};
		const switches = new Set<string>();
		for (const [name, value] of Object.entries(values)) {
			if (typeof value === 'string') texts[name] = value;
			else if (value === true) switches.add(name);
		}
		return { texts, switches, positionals };
	} catch (error) {
		if (error instanceof UsageError) throw error;
		const message = error instanceof Error ? (error.message.split(/(?<=\.) To specify/)[0] ?? '') : String(error);
		throw new UsageError(`${message.replace(/\.?$/, '.')} ${pointToHelp(command)}`, { cause: error });
	}
}

const HELP: Flag = { type: 'boolean', help: 'show this text' };

function isFlag(flags: Readonly<Record<string, Flag>>, arg: string): boolean {
	return Object.hasOwn(flags, arg.slice(2).split('=')[0] ?? '');
}

function helpText(command: Command): string {
	const hasFlags = Object.keys(command.flags).length > 0;
	const usage = ['npm run', command.name, '--', command.arguments, hasFlags ? '[flags]' : undefined];
	const rows = Object.entries({ ...command.flags, help: HELP }).map(
		([name, flag]) => [`--${name}${flag.value === undefined ? '' : ` ${flag.value}`}`, flag.help] as const,
	);
	const width = Math.max(...rows.map(([name]) => name.length));
	const lines = rows.map(([name, help]) => `  ${name.padEnd(width)}  ${help}`);
	return `${command.summary}\n\nUsage: ${usage.filter((part) => part !== undefined).join(' ')}\n\n${lines.join('\n')}\n\nExample: ${command.example}\n`;
}

function pointToHelp({ name }: Command): string {
	return `npm run ${name} -- --help lists the flags.`;
}

/** Expected failures in their own words with their causes, bugs with their stack. */
function describe(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if (error instanceof ContentError) {
		const count = error.problems.length;
		return `${error.message}\nNothing was published: ${count === 1 ? 'this file' : `these ${count} problems`} in the content folder must be mended first.`;
	}
	// An expected error's message stands for itself; a bug shows where it happened and what led to it.
	if (error instanceof ExpectedError) return error.message;
	const own = error.stack ?? error.message;
	return error.cause instanceof Error ? `${own}\n  because: ${error.cause.message}` : own;
}
