import { chosenArea } from './test/mutation/areas.mjs';

const area = process.env.MUTATION_AREA ?? 'all';

/** Mutation testing (`npm run mutation`); what is mutated stands in test/mutation/areas.mjs. */
export default {
  mutate: chosenArea().mutate,
  plugins: ['@stryker-mutator/jest-runner', './test/mutation/ignore-texts.mjs'],
  ignorers: ['texts'],
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--no-warnings'],
  jest: { projectType: 'custom', configFile: 'jest.mutation.config.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Modules of finished test files are not all given back.
  maxTestRunnerReuse: 60,
  // Room for a loaded machine: a mutant that hangs is a rare one.
  timeoutMS: 30_000,
  ignorePatterns: [
    '/*',
    '!/src',
    '!/test',
    '/test/{browser,client,contract,e2e,guide,helm,image,reliability,seeded,upgrade}',
    '!/package.json',
    '!/jest.mutation.config.mjs',
    '!/.swcrc',
  ],
  // The copy is compiled, not type-checked.
  disableTypeChecks: false,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, allowEmojis: false, reportTests: false },
  jsonReporter: { fileName: `reports/mutation/${area}.json` },
  incremental: true,
  incrementalFile: `reports/mutation/${area}-incremental.json`,
  cleanTempDir: 'always',
  allowConsoleColors: false,
};
