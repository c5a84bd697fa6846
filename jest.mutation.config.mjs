import { fileURLToPath } from 'node:url';
import { chosenArea } from './test/mutation/areas.mjs';
import { SHARED } from './test/mutation/environment.mjs';

const { tests } = chosenArea();
const pathOf = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * The tests that Stryker runs for a mutant: the quick ones of an area, without Postgres. Each file in a virtual machine of
 * jest's: a mutant must meet modules that nobody has loaded before.
 */
export default {
  testPathIgnorePatterns: ['/node_modules/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', {}] },
  setupFiles: ['reflect-metadata'],
  testEnvironment: pathOf('test/mutation/environment.mjs'),
  runner: pathOf('test/mutation/runner.mjs'),
  // A mutant that hangs is noticed, and these tests wait for nothing.
  testTimeout: 4_000,
  roots: [...new Set(tests.map((glob) => pathOf(glob.slice(0, glob.lastIndexOf('/')))))],
  testMatch: tests.map((glob) => `<rootDir>/${glob}`),
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    [`^(${SHARED.join('|')})$`]: '<rootDir>/test/mutation/shared/$1.cjs',
  },
};
