/** All tests but those in a browser, in one run; Node's ES modules, TypeScript by SWC. */
export default {
  testEnvironment: 'node',
  maxWorkers: 2,
  // Modules of finished test files are not all given back.
  workerIdleMemoryLimit: '1GB',
  // Room for a loaded machine: no test waits for time to pass, but some wait for processes.
  testTimeout: 120_000,
  roots: ['<rootDir>/test', '<rootDir>/src'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/browser/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', {}] },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFiles: ['reflect-metadata'],
};
