import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TokenResult } from '../../../../src/okta/oauth/oauth-client.js';
import type { TokenSource } from '../../../../src/tokens/oauth/access-token.js';
import type { RecordedAttempt } from '../../../../src/tokens/oauth/refresh-decision.js';
import { acme } from '../../fake-database.ts';
import { failed, lease, sourceOf } from './refresh-stage.ts';
import { RefresherStage } from './refresher-stage.ts';

const DAY_MS = 86_400_000;

let stage: RefresherStage;
beforeEach(() => {
  stage = new RefresherStage();
});
afterEach(() => stage.strike());

const lost: RecordedAttempt = { epoch: 1, tokenVersion: 7, outcome: 'unknown', spareOf: undefined, hasSpare: false };

describe('after a failure', () => {
  const judged = (
    result: TokenResult,
    earlier: RecordedAttempt[] = [],
    grant: TokenSource['grant'] = 'refreshToken',
  ) => {
    stage.leases.take.mockImplementation(stage.noting('take', lease({ earlier })));
    return stage.attempt(sourceOf([result], grant));
  };
  const backOff = () => stage.done.find(([what]) => what === 'backOff')?.[2];

  test('the row is locked first, the end recorded, the next step decided', async () => {
    const end = await judged(failed('unknown', 'okta_timeout'));
    expect(end).toEqual({ kind: 'again', afterMs: 250 });
    expect(stage.since('take')).toEqual([
      ['holds', lease()],
      ['finish', lease(), { outcome: 'unknown', errorCode: 'okta_timeout' }],
      ['pruneFailures', lease()],
      ['backOff', lease(), { pauseMs: 0, due: 'unfinished', dueInMs: 0, errorCode: 'okta_timeout' }],
    ]);
    const place = { tenantId: 'acme', connectionId: 'con_1' };
    expect(stage.logged('warn')).toEqual([
      expect.objectContaining({ ...place, failure: 'unknown', code: 'okta_timeout' }),
    ]);
  });

  test('nothing is decided by who has lost the lease', async () => {
    stage.leases.holds.mockImplementation(stage.noting('holds', false));
    await expect(judged(failed('unknown', 'okta_timeout'))).resolves.toEqual({ kind: 'superseded' });
    expect(stage.since('holds').map(([what]) => what)).toEqual(['finish', 'pruneFailures']);
  });

  test('of an answer that was lost again and again, this process comes back to it', async () => {
    const result = failed('unknown', 'okta_timeout');
    const end = await judged(result, [lost, { ...lost, epoch: 2 }]);
    expect(end).toEqual({
      kind: 'failed',
      error: expect.objectContaining({ code: 'okta_timeout' }),
      comeBackMs: 1_000,
    });
    expect(backOff()).toEqual({ pauseMs: 1_000, due: 'unfinished', dueInMs: 1_000, errorCode: 'okta_timeout' });
  });

  test('that Okta did not act on, upkeep comes back to it', async () => {
    const end = await judged(failed('notProcessed', 'okta_unavailable'));
    expect(end).toEqual({ kind: 'failed', error: expect.objectContaining({ code: 'okta_unavailable' }) });
    expect(backOff()).toEqual({ pauseMs: 1_000, due: 'refresh', dueInMs: 1_000, errorCode: 'okta_unavailable' });
  });

  test('nobody tries before Okta said', async () => {
    await judged(failed('notProcessed', 'okta_rate_limited', 60));
    expect(backOff()).toMatchObject({ pauseMs: 60_000, dueInMs: 60_000 });
  });

  test('of the client, upkeep comes back after a day', async () => {
    await judged(failed('refused', 'invalid_credentials'));
    const rest = { errorCode: 'invalid_credentials', due: 'keepAlive', dueInMs: DAY_MS };
    expect(backOff()).toEqual({ pauseMs: 5_000, ...rest });
  });

  test('a refused refresh token is asked for once more, and so it is said', async () => {
    const end = await judged(failed('invalidGrant', 'reauthorization_required'));
    expect(end).toMatchObject({
      kind: 'failed',
      error: { code: 'overloaded', details: { retryAfterSeconds: 10 } },
      comeBackMs: 10_000,
    });
    expect(backOff()).toMatchObject({ pauseMs: 10_000, due: 'unfinished', errorCode: 'overloaded' });
  });

  test('a second refusal ends the consent', async () => {
    const end = await judged(failed('invalidGrant', 'reauthorization_required'), [
      { ...lost, outcome: 'invalidGrant' },
    ]);
    expect(end).toEqual({ kind: 'gaveUp', reason: 'revoked' });
    expect(stage.done.at(-1)).toEqual(['giveUp', expect.objectContaining({ epoch: 3 }), 'revoked']);
    expect(backOff()).toBeUndefined();
  });

  test('a refusal without a refresh token is no verdict', async () => {
    const end = await judged(failed('invalidGrant', 'invalid_credentials'), [], 'clientCredentials');
    expect(end).toEqual({ kind: 'failed', error: expect.objectContaining({ code: 'invalid_credentials' }) });
    expect(backOff()).toMatchObject({ errorCode: 'invalid_credentials' });
  });

  test('what is not a refusal keeps its words with a refresh token, too', async () => {
    const end = await judged(failed('refused', 'invalid_credentials'));
    expect(end).toMatchObject({ error: { code: 'invalid_credentials' } });
  });

  test('that could not be recorded, the error is the same; a refusal is not believed', async () => {
    stage.leases.holds.mockRejectedValue(new Error('away'));
    await expect(judged(failed('unknown', 'okta_timeout'))).resolves.toEqual({
      kind: 'failed',
      error: expect.objectContaining({ code: 'okta_timeout' }),
    });
    await expect(judged(failed('invalidGrant', 'reauthorization_required'))).resolves.toMatchObject({
      error: { code: 'overloaded', details: { retryAfterSeconds: 1 } },
    });
  });

  test('a source that throws counts as a lost answer', async () => {
    await expect(stage.attempt(sourceOf([]))).resolves.toEqual({ kind: 'again', afterMs: 250 });
    expect(stage.attempts.finish).toHaveBeenLastCalledWith(acme, lease(), {
      outcome: 'unknown',
      errorCode: 'okta_unavailable',
    });
    stage.leases.take.mockImplementation(stage.noting('take', lease({ earlier: [lost, lost] })));
    const end = await stage.attempt(sourceOf([]));
    expect(end).toMatchObject({ error: { cause: new Error('No further request was expected') } });
  });
});
