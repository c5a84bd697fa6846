import { afterAll } from '@jest/globals';
import { Stage } from './service.js';

let common: Promise<Stage> | undefined;

/** The one stage of a test file, for all suites that it imports; the file itself calls `strikeAtTheEnd`. */
export function commonStage(): Promise<Stage> {
  common ??= Stage.set();
  return common;
}

/** For each test file: modules like this one are loaded once for many of them. */
export function strikeAtTheEnd(): void {
  afterAll(async () => {
    const stage = await common;
    common = undefined;
    await stage?.strike();
  });
}
