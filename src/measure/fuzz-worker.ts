import { parentPort, workerData } from 'node:worker_threads';
import type { FuzzAnswer } from './fuzz.ts';
import { loadDocuments } from './fuzz-documents.ts';
import { spoil } from './fuzz-mutations.ts';
import { readSpoilt } from './fuzz-reading.ts';

const { folders, file }: { folders: readonly string[]; file: string } = workerData;
const documents = loadDocuments(folders);

parentPort?.on('message', (seed: number) => {
	void judge(seed).then((answer) => parentPort?.postMessage(answer));
});

async function judge(seed: number): Promise<FuzzAnswer> {
	const { bytes } = spoil(documents, seed);
	const before = process.threadCpuUsage();
	try {
		const articles = await readSpoilt(bytes, file);
		return { articles, cpuMs: cpuMsSince(before) };
	} catch (error) {
		return {
			articles: 0,
			cpuMs: cpuMsSince(before),
			crash: error instanceof Error ? (error.stack ?? error.message) : String(error),
		};
	}
}

/** Of this thread alone, so that a busy machine makes no document slow. */
function cpuMsSince(before: NodeJS.CpuUsage): number {
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000;
}
