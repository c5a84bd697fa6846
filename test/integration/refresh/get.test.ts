import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { TokenResult } from '../../../src/okta/oauth/oauth-client.js';
import { tokenSet } from '../../support/token-set.ts';
import { acme, failed, gate, granted, openRefreshScene, sourceOf, type RefreshScene } from './refresh-scene.js';

const EXPIRED = `expires_at = now() - interval '1 second'`;

let scene: RefreshScene;
beforeEach(async () => {
  scene = await openRefreshScene();
});
afterEach(() => scene.drop());

async function begun(engine = scene.engine()) {
  await engine.accessTokens.begin(acme, 'con_1', tokenSet(1));
  return engine;
}

describe('a warm token', () => {
  test('costs no round trip to the database', async () => {
    const { accessTokens } = await begun();
    const source = sourceOf([]);
    const first = await accessTokens.get(source);
    expect(first).toMatchObject({ token: 'access-1', tokenType: 'Bearer', scopes: ['okta.users.read'], version: 1 });
    await scene.row(`expires_at = now()`);
    await expect(accessTokens.get(source)).resolves.toBe(first);
    accessTokens.forget(acme, 'con_1');
    const renewing = sourceOf([granted(tokenSet(2))]);
    await expect(accessTokens.get(renewing)).resolves.toMatchObject({ token: 'access-2' });
  });

  test('that ends soon is used while it is renewed in the background', async () => {
    const { accessTokens } = await begun();
    await scene.row('refresh_at = now()');
    const answered = gate();
    const source = sourceOf([() => answered.passed.then(() => granted(tokenSet(2)))]);
    await accessTokens.get(source);
    await expect(accessTokens.get(source)).resolves.toMatchObject({ version: 1 });
    await expect(accessTokens.get(source)).resolves.toMatchObject({ version: 1 });
    answered.open();
    await accessTokens.onModuleDestroy();
    await expect(accessTokens.get(source)).resolves.toMatchObject({ version: 2 });
    expect(source.sent).toEqual(['refresh-1']);
  });

  test('stays in use when its renewal fails, and another process need not ask', async () => {
    const { accessTokens } = await begun();
    await scene.row('refresh_at = now()');
    const source = sourceOf([failed('notProcessed')]);
    await accessTokens.get(source);
    await accessTokens.get(source);
    await accessTokens.onModuleDestroy();
    await expect(accessTokens.get(source)).resolves.toMatchObject({ version: 1 });
    await expect(scene.engine().accessTokens.get(sourceOf([]))).resolves.toMatchObject({ version: 1 });
  });
});

describe('an expired token', () => {
  test('is renewed by one request, however many calls of however many processes need it', async () => {
    const engines = [await begun(), scene.engine(), scene.engine(), scene.engine()];
    await scene.row(EXPIRED);
    const sources = engines.map(() => sourceOf([granted(tokenSet(2))]));
    const calls = engines.flatMap(({ accessTokens }, index) =>
      Array.from({ length: 25 }, () => accessTokens.get(sources[index]!)),
    );
    const tokens = await Promise.all(calls);
    expect(new Set(tokens.map(({ token }) => token))).toEqual(new Set(['access-2']));
    expect(sources.flatMap(({ sent }) => sent)).toEqual(['refresh-1']);
  });

  test('is asked for with the stored refresh token; the answer is sealed in the database', async () => {
    const { accessTokens } = await begun();
    await scene.row(EXPIRED);
    await accessTokens.get(sourceOf([granted(tokenSet(2))]));
    await scene.row(EXPIRED);
    const next = sourceOf([granted(tokenSet(3))]);
    await scene.engine().accessTokens.get(next);
    expect(next.sent).toEqual(['refresh-2']);
    const dump = JSON.stringify([await scene.row(), await scene.attempts()]);
    const hex = (text: string) => Buffer.from(text).toString('hex');
    for (const token of ['access-3', 'refresh-3'])
      for (const form of [token, hex(token)]) expect(dump).not.toContain(form);
  });

  test('keeps the old refresh token, and scopes that Okta does not name', async () => {
    const { accessTokens } = await begun();
    await scene.row(EXPIRED);
    await accessTokens.get(sourceOf([granted(tokenSet(2, { refreshToken: undefined, scopes: [] }))]));
    await scene.row(EXPIRED);
    const next = sourceOf([granted(tokenSet(3))]);
    await expect(scene.engine().accessTokens.get(next)).resolves.toMatchObject({ scopes: ['okta.users.read'] });
    expect(next.sent).toEqual(['refresh-1']);
  });

  test('counts its life from before it was asked for, by the clock of the database', async () => {
    const { accessTokens } = await begun();
    await scene.row(EXPIRED);
    await accessTokens.get(sourceOf([granted(tokenSet(2, { expiresInSeconds: 600 }))]));
    const [attempt] = await scene.attempts();
    const { expires_at, refresh_at, reauthorize_before, consented_at } = await scene.row();
    const startedAt = (attempt!['started_at'] as Date).getTime();
    expect((expires_at as Date).getTime() - startedAt).toBe(600_000);
    expect((refresh_at as Date).getTime() - startedAt).toBeGreaterThanOrEqual(240_000);
    expect((refresh_at as Date).getTime() - startedAt).toBeLessThanOrEqual(300_000);
    expect((reauthorize_before as Date).getTime() - (consented_at as Date).getTime()).toBe(90 * 86_400_000);
  });

  test('with a very short life is handed out once and not asked for in circles', async () => {
    const { accessTokens } = await begun();
    await scene.row(EXPIRED);
    const source = sourceOf([granted(tokenSet(2, { expiresInSeconds: 0 })), granted(tokenSet(3))]);
    await expect(accessTokens.get(source)).resolves.toMatchObject({ version: 2 });
    await expect(accessTokens.get(source)).resolves.toMatchObject({ version: 3 });
  });

  test('is not asked for inside a transaction: a connection would be held while Okta answers', async () => {
    const { accessTokens } = await begun();
    await scene.row(EXPIRED);
    const get = scene.db.database.transaction(acme, () => accessTokens.get(sourceOf([])));
    await expect(get).rejects.toMatchObject({ code: 'internal_error' });
  });
});

describe('a connection without first tokens', () => {
  test('is not ready where a person must consent', async () => {
    const get = scene.engine().accessTokens.get(sourceOf([]));
    await expect(get).rejects.toMatchObject({ code: 'connection_not_ready', status: 409 });
  });

  test('gets its token by itself where a client has credentials of its own', async () => {
    const engines = [scene.engine(), scene.engine()];
    const sources = engines.map(() =>
      sourceOf([granted(tokenSet(1, { refreshToken: undefined }))], { grant: 'clientCredentials' }),
    );
    const tokens = await Promise.all(engines.map(({ accessTokens }, index) => accessTokens.get(sources[index]!)));
    expect(tokens).toEqual([expect.objectContaining({ version: 1 }), expect.objectContaining({ version: 1 })]);
    expect(sources.flatMap(({ sent }) => sent)).toEqual([undefined]);
    await expect(engines[0]!.accessTokens.state(acme, 'con_1')).resolves.toMatchObject({
      reauthorizeBefore: undefined,
    });
  });
});

describe('a token that Okta refused', () => {
  test('is replaced by the newer one that is stored, without a request', async () => {
    const { accessTokens } = await begun();
    const refused = await accessTokens.get(sourceOf([]));
    await scene.row(EXPIRED);
    await scene.engine().accessTokens.get(sourceOf([granted(tokenSet(2))]));
    await expect(accessTokens.replace(sourceOf([]), refused)).resolves.toMatchObject({ token: 'access-2' });
  });

  test('is replaced by one new token for all who used it', async () => {
    const engines = [await begun(), scene.engine()];
    const source = sourceOf([granted(tokenSet(2))]);
    const refused = await Promise.all(engines.map(({ accessTokens }) => accessTokens.get(source)));
    const replaced = engines.flatMap(({ accessTokens }, index) =>
      Array.from({ length: 10 }, () => accessTokens.replace(source, refused[index]!)),
    );
    const tokens = await Promise.all(replaced);
    expect(new Set(tokens.map(({ version }) => version))).toEqual(new Set([2]));
    expect(source.sent).toEqual(['refresh-1']);
  });

  test('is not handed out again by this process, even when there is no other', async () => {
    const { accessTokens } = await begun();
    const source = sourceOf([failed('notProcessed'), granted(tokenSet(2))]);
    const refused = await accessTokens.get(source);
    await expect(accessTokens.replace(source, refused)).rejects.toMatchObject({ code: 'okta_unavailable' });
    await scene.row(`cooldown_until = now() + interval '1 minute'`);
    await expect(accessTokens.get(source)).rejects.toMatchObject({ code: 'okta_unavailable' });
    await scene.row('cooldown_until = NULL');
    await expect(accessTokens.get(source)).resolves.toMatchObject({ version: 2 });
  });
});

describe('a refresh in another process', () => {
  const holding = async () => {
    const answered = gate();
    const { accessTokens } = await begun(scene.engine({ timing: { requestMs: 4_000, leaseMs: 5_000 } }));
    await scene.row(EXPIRED);
    const source = sourceOf([() => answered.passed.then((): TokenResult => granted(tokenSet(2)))]);
    const get = accessTokens.get(source);
    while (source.sent.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    return { answered, get };
  };

  test('is waited for', async () => {
    const { answered, get } = await holding();
    const waiting = scene.engine().accessTokens.get(sourceOf([]));
    answered.open();
    await expect(Promise.all([get, waiting])).resolves.toEqual([
      expect.objectContaining({ version: 2 }),
      expect.objectContaining({ version: 2 }),
    ]);
  });

  test('that takes too long is 503 with Retry-After, never a second request', async () => {
    const { answered, get } = await holding();
    const impatient = scene.engine({ timing: { waitMs: 60 } }).accessTokens.get(sourceOf([]));
    await expect(impatient).rejects.toMatchObject({
      code: 'overloaded',
      status: 503,
      details: { retryAfterSeconds: expect.any(Number) },
    });
    const bounded = scene.engine().accessTokens.get(sourceOf([]), { waitMs: 20 });
    await expect(bounded).rejects.toMatchObject({ code: 'overloaded' });
    answered.open();
    await get;
  });

  test('is not waited for where the old token is still valid', async () => {
    const { answered, get } = await holding();
    await scene.row(`issued_at = now() - interval '1 hour', expires_at = now() + interval '1 minute'`);
    const impatient = scene.engine({ timing: { waitMs: 1_000, expiryMarginMs: 120_000 } });
    await expect(impatient.accessTokens.get(sourceOf([]))).resolves.toMatchObject({ version: 1 });
    answered.open();
    await get;
  });
});
