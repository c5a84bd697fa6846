import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { PursuitEnd } from '../../../../src/tokens/oauth/token-pursuit.js';
import { DEFAULT_TIMING } from '../../../../src/tokens/oauth/refresh-timing.js';
import { acme } from '../../fake-database.ts';
import { AccessTokensStage, boom, satisfied, source, turn } from './access-tokens-stage.ts';
import { stored } from './refresh-stage.ts';

const other = { ...source, connectionId: 'con_2' };
const lost: PursuitEnd = { kind: 'reauthorizationRequired', reason: 'revoked', decidedNow: false };

let stage: AccessTokensStage;
beforeEach(() => {
  stage = new AccessTokensStage();
});
afterEach(() => stage.strike());

describe('a token', () => {
  test('is looked for once, then comes from memory', async () => {
    const got = stage.tokens.get(source);
    expect(stage.at(0).wanted).toMatchObject({ patience: 'wait', purpose: 'use' });
    await expect(stage.at(0).wanted.source()).resolves.toBe(source);
    await stage.finish(0, stored(1));
    await expect(got).resolves.toEqual(stored(1).token);
    await expect(stage.tokens.get(source)).resolves.toMatchObject({ version: 1 });
    expect(stage.searches).toHaveLength(1);
  });

  test('is looked for once however many want it, and by connection', async () => {
    const both = [stage.tokens.get(source), stage.tokens.get(source)];
    const elsewhere = stage.tokens.get(other);
    expect(stage.searches.map(({ connectionId }) => connectionId)).toEqual(['con_1', 'con_2']);
    await stage.finish(0, stored(1));
    await stage.finish(1, stored(5));
    await expect(Promise.all(both)).resolves.toEqual([stored(1).token, stored(1).token]);
    await expect(elsewhere).resolves.toMatchObject({ version: 5 });
  });

  test('that was found may end at once, and is looked for anew then', async () => {
    const got = stage.tokens.get(source);
    await stage.finish(0, stored(1, { validMs: 0 }));
    await expect(got).resolves.toMatchObject({ version: 1 });
    void stage.tokens.get(source).catch(() => undefined);
    expect(stage.searches).toHaveLength(2);
  });

  test('that will do is there, usable and newer than what was refused', () => {
    void stage.tokens.get(source).catch(() => undefined);
    const { satisfied: will } = stage.at(0).wanted;
    expect(will(stored(0))).toBe(true);
    expect(will({ ...stored(1), token: undefined })).toBe(false);
    expect(will(stored(1, { validMs: 10_000 }))).toBe(false);
    expect(will(stored(1, { validMs: 10_001 }))).toBe(true);
    void stage.tokens.replace(other, { version: 4 }).catch(() => undefined);
    expect([4, 5].map((version) => stage.at(1).wanted.satisfied(stored(version)))).toEqual([false, true]);
  });

  test('is not asked for inside a transaction', async () => {
    const asked = stage.database.transaction(acme, () => stage.tokens.get(source));
    await expect(asked).rejects.toMatchObject({ code: 'internal_error' });
    expect(stage.searches).toHaveLength(0);
  });

  test('that cannot be had is told as the search says', async () => {
    const got = stage.tokens.get(source);
    stage.at(0).fail(boom);
    await expect(got).rejects.toBe(boom);
    const revoked = stage.tokens.get(source);
    stage.at(1).end(lost);
    await expect(revoked).rejects.toMatchObject({ code: 'reauthorization_required' });
    const none = stage.tokens.get(source);
    stage.at(2).end(satisfied({ ...stored(1), token: undefined }));
    await expect(none).rejects.toMatchObject({ code: 'overloaded', details: { retryAfterSeconds: 1 } });
  });

  test('is not waited for longer than the caller has', async () => {
    await expect(stage.tokens.get(source, { waitMs: 1 })).rejects.toMatchObject({
      code: 'overloaded',
      details: { retryAfterSeconds: 1 },
    });
    await expect(stage.build({ waitMs: 1 }).get(source)).rejects.toMatchObject({ code: 'overloaded' });
  });

  test('leaves no timer behind', async () => {
    const ended = jest.spyOn(globalThis, 'clearTimeout');
    const begun = jest.spyOn(globalThis, 'setTimeout');
    const got = stage.tokens.get(source);
    await stage.finish(0, stored(1));
    await got;
    expect(begun).toHaveBeenCalledWith(expect.any(Function), DEFAULT_TIMING.waitMs);
    expect(ended).toHaveBeenCalledWith(begun.mock.results[0]?.value as NodeJS.Timeout);
  });

  test('in its last seconds is better than none', async () => {
    await stage.remember(stored(1, { validMs: 5_000 }));
    const got = stage.tokens.get(source);
    stage.at(0).fail(boom);
    await expect(got).resolves.toMatchObject({ version: 1 });
  });
});

describe('a refused token', () => {
  test('is replaced by a newer one, and never handed out again', async () => {
    await stage.remember(stored(1));
    const replaced = stage.tokens.replace(source, { version: 1 });
    stage.at(0).fail(boom);
    await expect(replaced).rejects.toBe(boom);
    const got = stage.tokens.get(source);
    expect(stage.at(1).wanted.satisfied(stored(1))).toBe(false);
    await stage.finish(1, stored(2));
    await expect(got).resolves.toMatchObject({ version: 2 });
  });

  test('is replaced by what this process has found meanwhile', async () => {
    const got = stage.tokens.get(source);
    const replaced = stage.tokens.replace(source, { version: 1 });
    expect(stage.searches).toHaveLength(1);
    await stage.finish(0, stored(2));
    await expect(Promise.all([got, replaced])).resolves.toEqual([stored(2).token, stored(2).token]);
    expect(stage.searches).toHaveLength(1);
  });

  test('is looked for again where what was under way brought the same one, or nothing', async () => {
    const got = stage.tokens.get(source);
    const replaced = stage.tokens.replace(source, { version: 1 });
    await stage.finish(0, stored(1));
    await got;
    expect(stage.searches).toHaveLength(2);
    await stage.finish(1, stored(2));
    await expect(replaced).resolves.toMatchObject({ version: 2 });
    stage.tokens.forget(acme, 'con_1');
    const failing = stage.tokens.get(source);
    const again = stage.tokens.replace(source, { version: 7 });
    stage.at(2).fail(boom);
    await expect(failing).rejects.toBe(boom);
    await turn();
    await stage.finish(3, stored(8));
    await expect(again).resolves.toMatchObject({ version: 8 });
  });

  test('waits with all who want one as new, or less new', async () => {
    const first = stage.tokens.replace(source, { version: 3 });
    const second = stage.tokens.replace(source, { version: 2 });
    const third = stage.tokens.get(source);
    await stage.finish(0, stored(4, { validMs: 0 }));
    expect(stage.searches).toHaveLength(1);
    await expect(Promise.all([first, second, third])).resolves.toHaveLength(3);
  });

  test('is waited for as long as the caller has', async () => {
    await expect(stage.tokens.replace(source, { version: 1 }, { waitMs: 1 })).rejects.toMatchObject({
      code: 'overloaded',
    });
  });
});

describe('a token that ends soon', () => {
  const ending = stored(1, { refreshInMs: -1 });

  test('is handed out and renewed in the background, once', async () => {
    await stage.remember(ending);
    await expect(stage.tokens.get(source)).resolves.toMatchObject({ version: 1 });
    expect(stage.at(0).wanted).toMatchObject({ patience: 'leave', purpose: 'use' });
    await expect(stage.at(0).wanted.source()).resolves.toBe(source);
    await stage.tokens.get(source);
    await stage.finish(0, stored(2), true);
    await expect(stage.tokens.get(source)).resolves.toMatchObject({ version: 2 });
    expect(stage.searches).toHaveLength(1);
  });

  test('is not renewed where that has been done', async () => {
    await stage.remember(ending);
    await stage.tokens.get(source);
    const { satisfied: will } = stage.at(0).wanted;
    const rows = [stored(2), stored(2, { validMs: 0 }), stored(2, { refreshInMs: 0 }), stored(2, { refreshInMs: 1 })];
    expect(rows.map((row) => will(row))).toEqual([true, false, false, true]);
  });

  test('is left for a while after a failure, which is told in the log', async () => {
    await stage.remember(ending);
    await stage.tokens.get(source);
    stage.at(0).fail(boom);
    await turn();
    expect(stage.lines).toEqual([
      { level: 'warn', line: expect.objectContaining({ tenantId: 'acme', connectionId: 'con_1', error: boom }) },
    ]);
    await stage.tokens.get(source);
    expect(stage.searches).toHaveLength(1);
  });

  test('is renewed by nobody else while a search is under way', async () => {
    stage.tokens = stage.build({ aheadPauseMs: -1 });
    await stage.remember(ending);
    void stage.tokens.replace(source, { version: 0 }).catch(() => undefined);
    await stage.tokens.get(source);
    expect(stage.searches).toHaveLength(1);
  });

  test('does not hold up who needs one more: that search follows', async () => {
    await stage.remember(ending);
    await stage.tokens.get(source);
    const replaced = stage.tokens.replace(source, { version: 1 });
    expect(stage.searches).toHaveLength(1);
    stage.at(0).end({ kind: 'busy' });
    await turn();
    await stage.finish(1, stored(2));
    await expect(replaced).resolves.toMatchObject({ version: 2 });
  });
});
