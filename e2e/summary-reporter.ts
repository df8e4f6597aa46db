import type { FullConfig, Reporter, Suite, TestCase } from 'playwright/types/testReporter';

/** Ends the run with one line for machines: `12 passed, 0 failed`. */
export default class SummaryReporter implements Reporter {
	#suite: Suite | undefined;
	#errors = 0;

	onBegin(_config: FullConfig, suite: Suite): void {
		this.#suite = suite;
	}

	/** An error outside every test: the site did not build, a file did not load. */
	onError(): void {
		this.#errors += 1;
	}

	onEnd(): void {
		const tests = this.#suite?.allTests() ?? [];
		const passed = tests.filter((test) => test.results.length > 0 && test.outcome() === 'expected').length;
		const failed = tests.filter(isFailed).length + this.#errors;
		process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
	}
}

/** Counts a test that never got its turn as failed, one that skipped itself as neither. */
function isFailed(test: TestCase): boolean {
	const isUnrun = test.results.length === 0 && test.expectedStatus !== 'skipped';
	return isUnrun || test.outcome() === 'unexpected';
}
