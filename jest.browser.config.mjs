import base from './jest.config.mjs';

/** The pages in Chromium; they say that they are skipped where there is none. */
export default { ...base, roots: ['<rootDir>/test/browser'], testPathIgnorePatterns: ['/node_modules/'] };
