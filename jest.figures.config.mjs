import base from './jest.config.mjs';

/** The reliability figures, small: they start many processes and wait much of the time, so more of them run side by side. */
export default {
  ...base,
  roots: ['<rootDir>/test/reliability'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 3,
};
