import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ReauthorizationListener } from '../../../../src/tokens/oauth/access-tokens.service.js';
import type { PursuitEnd } from '../../../../src/tokens/oauth/token-pursuit.js';
import { acme } from '../../fake-database.ts';
import { AccessTokensStage, boom, satisfied, source, turn } from './access-tokens-stage.ts';
import { tokenSet } from '../../../support/token-set.ts';
import { stored } from './refresh-stage.ts';

const load = async () => source;
const lost = (decidedNow: boolean): PursuitEnd => ({ kind: 'reauthorizationRequired', reason: 'revoked', decidedNow });

let stage: AccessTokensStage;
beforeEach(() => {
  stage = new AccessTokensStage();
});
afterEach(() => stage.strike());

describe('first stage.tokens', () => {
  test('are stored in the tenant with their times, and what was known is forgotten', async () => {
    await stage.remember(stored(1));
    const consentedAt = new Date(5);
    stage.repository.begin.mockImplementation(async () => expect(stage.database.open).toEqual([acme]));
    await stage.tokens.begin(acme, 'con_1', tokenSet(1), { consentedAt });
    expect(stage.repository.begin).toHaveBeenCalledWith(acme, {
      connectionId: 'con_1',
      tokens: tokenSet(1),
      consentedAt,
      refreshLeadMs: 360_000,
      refreshTokenDays: 90,
    });
    void stage.tokens.get(source).catch(() => undefined);
    expect(stage.searches).toHaveLength(1);
  });

  test('need no consent', async () => {
    await stage.tokens.begin(acme, 'con_1', tokenSet(1));
    expect(stage.repository.begin).toHaveBeenCalledWith(acme, expect.objectContaining({ consentedAt: undefined }));
  });
});

describe('the stored stage.tokens', () => {
  test('are discarded in the tenant, and forgotten', async () => {
    await stage.remember(stored(1));
    stage.repository.discard.mockImplementation(async () => expect(stage.database.open).toEqual([acme]));
    await stage.tokens.discard(acme, 'con_1');
    expect(stage.repository.discard).toHaveBeenCalledWith(acme, 'con_1');
    void stage.tokens.get(source).catch(() => undefined);
    expect(stage.searches).toHaveLength(1);
  });

  test('are read and taken out in the tenant', async () => {
    stage.repository.takeRefreshToken.mockImplementation(async () => {
      expect(stage.database.open).toEqual([acme]);
      return 'refresh-1';
    });
    await expect(stage.tokens.takeRefreshToken(acme, 'con_1')).resolves.toBe('refresh-1');
    expect(stage.repository.takeRefreshToken).toHaveBeenCalledWith(acme, 'con_1');
    stage.repository.state.mockImplementation(async () => {
      expect(stage.database.open).toEqual([acme]);
      return undefined;
    });
    await expect(stage.tokens.state(acme, 'con_1')).resolves.toBeUndefined();
    expect(stage.repository.state).toHaveBeenCalledWith(acme, 'con_1');
  });

  test('that were forgotten are not remembered from a search that began before', async () => {
    const before = stage.tokens.get(source);
    stage.tokens.forget(acme, 'con_1');
    const after = stage.tokens.get(source);
    await stage.finish(0, stored(1));
    await expect(before).resolves.toMatchObject({ version: 1 });
    const third = stage.tokens.get(source);
    expect(stage.searches).toHaveLength(2);
    await stage.finish(1, stored(2));
    await expect(Promise.all([after, third])).resolves.toEqual([stored(2).token, stored(2).token]);
    await expect(stage.tokens.get(source)).resolves.toMatchObject({ version: 2 });
  });

  test('that were forgotten while nobody looks for them are not remembered either', async () => {
    const before = stage.tokens.get(source);
    stage.tokens.forget(acme, 'con_1');
    await stage.finish(0, stored(1));
    await expect(before).resolves.toMatchObject({ version: 1 });
    void stage.tokens.get(source).catch(() => undefined);
    expect(stage.searches).toHaveLength(2);
  });

  test('of other connections are kept', async () => {
    await stage.remember(stored(1));
    stage.tokens.forget(acme, 'con_2');
    stage.tokens.forget('con_1', acme);
    await expect(stage.tokens.get(source)).resolves.toMatchObject({ version: 1 });
  });
});

describe('upkeep', () => {
  test('renews what is due, for nobody', async () => {
    const kept = stage.tokens.upkeep(source, load);
    await turn();
    expect(stage.at(0).wanted).toMatchObject({ source: load, patience: 'leave', purpose: 'upkeep' });
    const { satisfied: will } = stage.at(0).wanted;
    expect([stored(1, { dueInMs: 0 }), stored(1, { dueInMs: 1 })].map((row) => will(row))).toEqual([false, true]);
    await stage.finish(0, stored(2), true);
    await expect(kept).resolves.toBe('refreshed');
  });

  test('says what it found', async () => {
    const found = async (end: PursuitEnd) => {
      stage.searches = [];
      const kept = stage.tokens.upkeep(source, load);
      await turn();
      stage.at(0).end(end);
      return kept;
    };
    await expect(found(satisfied(stored(1)))).resolves.toBe('notDue');
    await expect(found({ kind: 'busy' })).resolves.toBe('busy');
    await expect(found({ kind: 'unwanted' })).resolves.toBe('unwanted');
    expect(stage.settle).not.toHaveBeenCalled();
    await expect(found(lost(false))).resolves.toBe('reauthorizationRequired');
  });

  test('comes after a search that is under way, whatever becomes of it', async () => {
    void stage.tokens.get(source).catch(() => undefined);
    const kept = stage.tokens.upkeep(source, load);
    await turn();
    expect(stage.searches).toHaveLength(1);
    stage.at(0).fail(boom);
    await turn();
    await stage.finish(1, stored(1));
    await expect(kept).resolves.toBe('notDue');
  });

  test('never throws, and says in the log what went wrong', async () => {
    const kept = stage.tokens.upkeep(source, load);
    await turn();
    stage.at(0).fail(boom);
    await expect(kept).resolves.toBe('failed');
    expect(stage.lines).toEqual([
      { level: 'warn', line: expect.objectContaining({ tenantId: 'acme', connectionId: 'con_1', error: boom }) },
    ]);
  });

  test('is planned by a search that may have lost a token, unless the service ends', async () => {
    const timers = jest.spyOn(globalThis, 'setTimeout');
    const got = stage.tokens.get(source);
    stage.at(0).wanted.comeBack(0);
    await stage.finish(0, stored(1));
    await got;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(stage.searches).toHaveLength(2);
    expect(stage.at(1).wanted).toMatchObject({ purpose: 'upkeep' });
    await expect(stage.at(1).wanted.source()).resolves.toBe(source);
    stage.at(1).wanted.comeBack(10_000);
    const { length } = timers.mock.calls;
    await stage.finish(1, stored(1));
    await stage.tokens.onModuleDestroy();
    stage.at(1).wanted.comeBack(0);
    expect(timers.mock.calls).toHaveLength(length);
  });
});

describe('a lost authorization', () => {
  const listener = jest.fn<ReauthorizationListener>();
  beforeEach(() => {
    listener.mockReset().mockResolvedValue(undefined);
    stage.tokens.onReauthorizationRequired(listener);
  });

  test('is announced by who found it, and then stage.settled', async () => {
    const got = stage.tokens.get(source);
    stage.at(0).end(lost(true));
    await expect(got).rejects.toMatchObject({ code: 'reauthorization_required' });
    expect(listener.mock.calls).toEqual([[acme, 'con_1', 'revoked']]);
    expect(stage.settle.mock.calls).toEqual([[acme, 'con_1']]);
  });

  test('that was known before is announced by upkeep alone, once', async () => {
    const got = stage.tokens.get(source);
    stage.at(0).end(lost(false));
    await expect(got).rejects.toMatchObject({ code: 'reauthorization_required' });
    expect(listener).not.toHaveBeenCalled();
    const kept = stage.tokens.upkeep(source, load);
    await turn();
    stage.at(1).end(lost(false));
    await kept;
    expect(listener).toHaveBeenCalledTimes(1);
    const foundNow = stage.tokens.upkeep(source, load);
    await turn();
    stage.at(2).end(lost(true));
    await foundNow;
    expect(listener).toHaveBeenCalledTimes(2);
    expect(stage.settle).toHaveBeenCalledTimes(2);
  });

  test('that could not be announced stays due', async () => {
    const error = new Error('away');
    listener.mockRejectedValue(error);
    const got = stage.tokens.get(source);
    stage.at(0).end(lost(true));
    await expect(got).rejects.toMatchObject({ code: 'reauthorization_required' });
    expect(stage.settle).not.toHaveBeenCalled();
    const line = { tenantId: 'acme', connectionId: 'con_1', reason: 'revoked', error };
    expect(stage.lines).toEqual([{ level: 'error', line: expect.objectContaining(line) }]);
  });

  test('is stage.settled where nobody listens', async () => {
    stage.tokens = stage.build();
    const got = stage.tokens.get(source);
    stage.at(0).end(lost(true));
    await expect(got).rejects.toMatchObject({ code: 'reauthorization_required' });
    expect(stage.settle).toHaveBeenCalledTimes(1);
  });
});

describe('the end of the service', () => {
  test('waits for what is under way, and for answers that are late', async () => {
    const late = Promise.withResolvers<void>();
    stage.settled.mockReturnValue(late.promise);
    const got = stage.tokens.get(source);
    let over = false;
    const ended = stage.tokens.onModuleDestroy().then(() => (over = true));
    await turn();
    expect(stage.settled).not.toHaveBeenCalled();
    stage.at(0).fail(boom);
    await expect(got).rejects.toBe(boom);
    await turn();
    expect([stage.settled.mock.calls.length, over]).toEqual([1, false]);
    late.resolve();
    await ended;
  });
});
