import { createRequire } from 'node:module';
import { TestEnvironment } from 'jest-environment-node';
import { activeMutant, note } from './noticed.mjs';

const require = createRequire(import.meta.url);
require('reflect-metadata');

/** Of a second that a test file takes to load, these take nine tenths. */
export const SHARED = ['typeorm', 'zod', 'undici', '@nestjs/common', '@nestjs/core'];
const modules = Object.fromEntries(SHARED.map((name) => [name, require(name)]));

/**
 * Tests in a realm of their own, as jest has them, but with large libraries that are loaded once for all mutants. One test
 * that fails is enough: the others are skipped, many of which would hang.
 */
export default class MutationEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    // With what decorators of these libraries write down.
    this.global.Reflect = Reflect;
    this.global.sharedModules = modules;
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_fn_failure' || name === 'hook_failure') note();
    if (name === 'test_start' && activeMutant.noticed) test.mode = 'skip';
  }
}
