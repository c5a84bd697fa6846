/**
 * All tests but the heavy suites, each of which has a configuration of its own, in one run. Node itself loads them, not
 * jest's virtual machines: modules are then loaded once for each worker instead of once for each file.
 */
export default {
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  maxWorkers: 3,
  roots: ['<rootDir>/test', '<rootDir>/src'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/(browser|image|reliability)/'],
  transform: {},
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFiles: ['reflect-metadata', '<rootDir>/test/support/jest/in-node.mjs'],
};
