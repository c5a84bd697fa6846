import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ReauthorizationListener } from '../../../src/tokens/oauth/access-tokens.service.js';
import { tokenSet } from '../../support/token-set.ts';
import { acme, failed, granted, openRefreshScene, sourceOf, type RefreshScene } from './refresh-scene.js';

const EXPIRED = `expires_at = now() - interval '1 second'`;
const AFTER_PAUSE = 'cooldown_until = NULL';

let scene: RefreshScene;
let heard: jest.Mock<ReauthorizationListener>;
beforeEach(async () => {
  scene = await openRefreshScene();
  heard = jest.fn<ReauthorizationListener>(async () => {});
  await replica().begin(acme, 'con_1', tokenSet(1));
  await scene.row(EXPIRED);
});
afterEach(() => scene.drop());

/** Another process of the service. */
function replica() {
  const { accessTokens } = scene.engine();
  accessTokens.onReauthorizationRequired(heard);
  return accessTokens;
}

const outcomes = async () => (await scene.attempts()).map(({ outcome }) => outcome);

describe('a lost answer', () => {
  test('is followed by two quick retries with the same token, each an attempt of its own', async () => {
    const source = sourceOf([failed('unknown'), failed('unknown'), granted(tokenSet(2))]);
    await expect(replica().get(source)).resolves.toMatchObject({ version: 2 });
    expect(source.sent).toEqual(['refresh-1', 'refresh-1', 'refresh-1']);
    await expect(outcomes()).resolves.toEqual(['unknown', 'unknown', 'stored']);
  });

  test('three times is a pause for everybody, with the error of the request; the tokens stay', async () => {
    const source = sourceOf([failed('unknown'), failed('unknown'), failed('unknown'), granted(tokenSet(2))]);
    const accessTokens = replica();
    await expect(accessTokens.get(source)).rejects.toMatchObject({ code: 'okta_timeout' });
    await scene.row(`cooldown_until = now() + interval '9 seconds'`);
    const elsewhere = replica().get(sourceOf([]));
    await expect(elsewhere).rejects.toMatchObject({ code: 'okta_timeout', details: { retryAfterSeconds: 9 } });
    await scene.row(AFTER_PAUSE);
    await expect(accessTokens.get(source)).resolves.toMatchObject({ version: 2 });
  });

  test('counts for all processes: one that continues does not begin to count anew', async () => {
    await expect(replica().get(sourceOf([failed('unknown'), failed('unknown'), failed('unknown')]))).rejects.toThrow();
    await scene.row(AFTER_PAUSE);
    await expect(replica().get(sourceOf([failed('unknown')]))).rejects.toMatchObject({ code: 'okta_timeout' });
  });

  test('is what a source that throws leaves behind', async () => {
    const source = sourceOf([
      () => Promise.reject(new Error('broken')),
      () => Promise.reject(new Error('broken')),
      granted(tokenSet(2)),
    ]);
    await expect(replica().get(source)).resolves.toMatchObject({ version: 2 });
    await expect(outcomes()).resolves.toEqual(['unknown', 'unknown', 'stored']);
  });
});

describe('what Okta did not act on', () => {
  test('is a pause as long as Okta says, and no verdict', async () => {
    await expect(replica().get(sourceOf([failed('notProcessed', 40)]))).rejects.toMatchObject({
      code: 'okta_unavailable',
    });
    const { cooldown_until, reauthorization_reason } = await scene.row();
    expect((cooldown_until as Date).getTime()).toBeGreaterThan(Date.now() + 30_000);
    expect(reauthorization_reason).toBeNull();
    await scene.row(AFTER_PAUSE);
    await expect(replica().get(sourceOf([granted(tokenSet(2))]))).resolves.toMatchObject({ version: 2 });
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('a refused client', () => {
  test.each(['refreshToken', 'clientCredentials'] as const)(
    'of %s is told so, and keeps its credentials',
    async (grant) => {
      const source = sourceOf([failed('refused'), granted(tokenSet(2))], { grant });
      await expect(replica().get(source)).rejects.toMatchObject({ code: 'invalid_credentials', status: 422 });
      await scene.row(AFTER_PAUSE);
      await expect(replica().get(source)).resolves.toMatchObject({ version: 2 });
      expect(heard).not.toHaveBeenCalled();
    },
  );

  test('of client credentials hears invalid_grant as the error it is, and no verdict is passed', async () => {
    const source = sourceOf([failed('invalidGrant')], { grant: 'clientCredentials' });
    await expect(replica().get(source)).rejects.toMatchObject({ message: 'failed: invalidGrant' });
    await expect(scene.row()).resolves.toMatchObject({ reauthorization_reason: null });
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('a refused refresh token', () => {
  test('of a clean history is confirmed once after a pause, then the connection is revoked; nothing is deleted', async () => {
    const source = sourceOf([failed('invalidGrant'), failed('invalidGrant')]);
    const before = await scene.row();
    await expect(replica().get(source)).rejects.toMatchObject({ code: 'overloaded', status: 503 });
    expect(heard).not.toHaveBeenCalled();
    await scene.row(AFTER_PAUSE);
    await expect(replica().get(source)).rejects.toMatchObject({
      code: 'reauthorization_required',
      status: 424,
      message: expect.stringContaining('(revoked)'),
    });
    expect(heard.mock.calls).toEqual([[acme, 'con_1', 'revoked']]);
    expect(await scene.row()).toMatchObject({ refresh_token_enc: before['refresh_token_enc'] });
    expect(source.sent).toEqual(['refresh-1', 'refresh-1']);
  });

  test('is forgiven when the confirmation succeeds', async () => {
    const source = sourceOf([failed('invalidGrant'), granted(tokenSet(2))]);
    await expect(replica().get(source)).rejects.toMatchObject({ code: 'overloaded' });
    await scene.row(AFTER_PAUSE);
    await expect(replica().get(source)).resolves.toMatchObject({ version: 2 });
    expect(heard).not.toHaveBeenCalled();
  });

  test('after a lost answer means that the rotation was lost', async () => {
    const source = sourceOf([failed('unknown'), failed('invalidGrant')]);
    await expect(replica().get(source)).rejects.toMatchObject({
      code: 'reauthorization_required',
      message: expect.stringContaining('(rotation_lost)'),
    });
    expect(heard.mock.calls).toEqual([[acme, 'con_1', 'rotation_lost']]);
  });

  test('after the crash of a refresh means that the rotation was lost', async () => {
    await leaveUnfinished();
    await expect(replica().get(sourceOf([failed('invalidGrant')]))).rejects.toMatchObject({
      message: expect.stringContaining('(rotation_lost)'),
    });
  });

  test('stays refused for every process without a request, until first tokens come again', async () => {
    await leaveUnfinished();
    await expect(replica().get(sourceOf([failed('invalidGrant')]))).rejects.toThrow();
    await expect(replica().get(sourceOf([]))).rejects.toMatchObject({ code: 'reauthorization_required' });
    const accessTokens = replica();
    await accessTokens.begin(acme, 'con_1', tokenSet(7));
    await expect(accessTokens.get(sourceOf([]))).resolves.toMatchObject({ token: 'access-7', version: 2 });
    await expect(accessTokens.state(acme, 'con_1')).resolves.toMatchObject({ reauthorizationReason: undefined });
  });

  test('that a consent never gave is a verdict without a request', async () => {
    await replica().begin(acme, 'con_1', tokenSet(1, { refreshToken: undefined }));
    await scene.row(EXPIRED);
    await expect(replica().get(sourceOf([]))).rejects.toMatchObject({ code: 'reauthorization_required' });
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

/** What a process leaves that was killed while Okta was asked. */
async function leaveUnfinished(): Promise<void> {
  const { leases } = scene.engine();
  const lease = { connectionId: 'con_1', grant: 'refreshToken', version: 1, owner: 'dead', leaseMs: 0 } as const;
  await scene.db.database.transaction(acme, () => leases.take(acme, lease));
}
