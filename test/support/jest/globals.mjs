// What test files import as `@jest/globals`. The runner has no limits of time, so a test that hangs is ended here.

const { describe, expect, jest, setTimeout, clearTimeout } = globalThis;
export { describe, expect, jest };

/** For a loaded machine: no test waits for time to pass, but some wait for processes. */
const LIMIT_MS = 120_000;

const limited = (run, ms) =>
  run &&
  (async (...row) => {
    const { promise: over, reject } = Promise.withResolvers();
    const timer = setTimeout(() => reject(new Error(`Not done after ${ms / 1_000} s`)), ms);
    try {
      return await Promise.race([run(...row), over]);
    } finally {
      clearTimeout(timer);
    }
  });

const named =
  (register) =>
  (name, run, ms = LIMIT_MS) =>
    register(name, limited(run, ms));
const hook =
  (register) =>
  (run, ms = LIMIT_MS) =>
    register(limited(run, ms));

export const it = Object.assign(named(globalThis.it), {
  each: (...table) => named(globalThis.it.each(...table)),
  skip: globalThis.it.skip,
  only: named(globalThis.it.only),
});
export const test = it;
export const beforeAll = hook(globalThis.beforeAll);
export const beforeEach = hook(globalThis.beforeEach);
export const afterEach = hook(globalThis.afterEach);
export const afterAll = hook(globalThis.afterAll);
