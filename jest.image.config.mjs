import base from './jest.config.mjs';

/** The steps of the Dockerfile, played without Docker; it installs all packages anew. */
export default { ...base, roots: ['<rootDir>/test/image'], testPathIgnorePatterns: ['/node_modules/'] };
