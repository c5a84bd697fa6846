import { readFileSync, writeFileSync } from 'node:fs';
import TestRunner from 'jest-runner';
import { activeMutant } from './noticed.mjs';

/** In Stryker's copy of the project: which file has which tests. */
const BOOK = 'tests-by-file.json';

/** Loads for a mutant only the files whose tests Stryker has asked for by name, and no further one once a test has failed. */
export default class MutationRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    if (!activeMutant.isTried) return this.#learn(tests, watcher, options);
    for (const test of this.#asked(tests)) {
      await super.runTests([test], watcher, options);
      if (activeMutant.noticed) return;
    }
  }

  async #learn(tests, watcher, options) {
    const book = {};
    this.on('test-file-success', ([test, { testResults }]) => {
      book[test.path] = testResults.map(({ fullName }) => fullName);
    });
    await super.runTests(tests, watcher, options);
    writeFileSync(BOOK, JSON.stringify(book));
  }

  #asked(tests) {
    const { testNamePattern } = this._globalConfig;
    if (testNamePattern === undefined) return tests;
    const asked = new RegExp(testNamePattern, 'i');
    const book = JSON.parse(readFileSync(BOOK, 'utf8'));
    return tests.filter(({ path }) => book[path].some((name) => asked.test(name)));
  }
}
