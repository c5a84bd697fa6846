import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OAuthClient } from '../../../src/okta/oauth/oauth-client.js';
import type { FaultRule } from '../../okta-org/control-contract.ts';
import { failureOf, TokenScene, tokensOf } from './token-scene.js';

let scene: TokenScene;

beforeAll(async () => {
  scene = await TokenScene.start();
});
afterAll(() => scene.stop());
beforeEach(async () => void (await scene.org.reset()));

const TOKEN = '^/oauth2/v1/token$';

describe('a refresh', () => {
  it('brings the next tokens, and the next refresh token', async () => {
    const client = await scene.webApp();
    const first = await scene.consent(client);
    const second = tokensOf(await scene.tokenClient().refresh(client, first.refreshToken));
    expect(second).toMatchObject({ tokenType: 'Bearer', scopes: first.scopes, idToken: undefined });
    expect([second.accessToken, second.refreshToken]).not.toEqual([first.accessToken, first.refreshToken]);
    tokensOf(await scene.tokenClient().refresh(client, second.refreshToken ?? ''));
  });

  it('leaves the old refresh token where Okta sends none', async () => {
    const client = await scene.webApp({ refreshRotation: 'STATIC' });
    const { refreshToken } = await scene.consent(client);
    await scene.org.settings({ omitUnchangedRefreshToken: true });
    expect(tokensOf(await scene.tokenClient().refresh(client, refreshToken)).refreshToken).toBeUndefined();
  });

  it('takes the tokens whatever the ID token beside them looks like', async () => {
    const client = await scene.webApp();
    const { refreshToken } = await scene.consent(client);
    const body = { access_token: 'a', refresh_token: 'r', token_type: 'Bearer', expires_in: 60, id_token: 'none' };
    await scene.org.faults.add({ kind: 'status', status: 200, body, path: TOKEN });
    expect(tokensOf(await scene.tokenClient().refresh(client, refreshToken))).toEqual({
      accessToken: 'a',
      tokenType: 'Bearer',
      expiresInSeconds: 60,
      scopes: [],
      refreshToken: 'r',
      idToken: undefined,
    });
  });

  it('works with DPoP, with the key of the first tokens', async () => {
    const client = await scene.webApp({ dpopBound: true });
    const { refreshToken } = await scene.consent(client);
    const bound = { ...client, dpop: { ...client.dpop, bound: true } };
    expect(tokensOf(await scene.tokenClient().refresh(bound, refreshToken)).tokenType).toBe('DPoP');
  });

  it('takes a bearer token even where the connection insists on DPoP, for the rotated refresh token in it', async () => {
    const client = await scene.webApp();
    const { refreshToken } = await scene.consent(client);
    const always: OAuthClient = { ...client, dpop: { ...client.dpop, mode: 'always' } };
    expect(tokensOf(await scene.tokenClient().refresh(always, refreshToken))).toMatchObject({
      tokenType: 'Bearer',
      refreshToken: expect.any(String),
    });
  });

  it('ends with a dead token', async () => {
    const client = await scene.webApp();
    await scene.org.oauth.revoke({ kind: 'refresh', clientId: client.clientId });
    expect(failureOf(await scene.tokenClient().refresh(client, 'none'))).toMatchObject({
      failure: 'invalidGrant',
      code: 'reauthorization_required',
      upstream: { code: 'invalid_grant' },
    });
  });

  it('takes 429 invalid_grant for a limit, not for a dead token', async () => {
    const client = await scene.webApp();
    const { refreshToken } = await scene.consent(client);
    await scene.org.settings({ userTokensPerSecond: 0 });
    expect(failureOf(await scene.tokenClient().refresh(client, refreshToken))).toMatchObject({
      failure: 'notProcessed',
      code: 'okta_rate_limited',
      upstream: { status: 429, code: 'invalid_grant' },
    });
    await scene.org.settings({ userTokensPerSecond: null });
    tokensOf(await scene.tokenClient().refresh(client, refreshToken));
  });

  it.each<[string, FaultRule, string, string]>([
    ['a reset before', { kind: 'reset', path: TOKEN }, 'unknown', 'okta_unavailable'],
    ['a reset after it was done', { kind: 'reset-after', path: TOKEN }, 'unknown', 'okta_unavailable'],
    ['500', { kind: 'status', status: 500, path: TOKEN }, 'unknown', 'okta_unavailable'],
    ['a truncated answer', { kind: 'body', body: 'truncated', path: TOKEN }, 'unknown', 'okta_unavailable'],
    ['a page of HTML', { kind: 'body', body: 'html', path: TOKEN }, 'unknown', 'okta_unavailable'],
    ['a stall', { kind: 'hang', path: TOKEN }, 'unknown', 'okta_timeout'],
    ['an answer that drips', { kind: 'drip', chunkBytes: 1, intervalMs: 50, path: TOKEN }, 'unknown', 'okta_timeout'],
    ['429', { kind: 'status', status: 429, path: TOKEN }, 'notProcessed', 'okta_rate_limited'],
    [
      'a redirect',
      { kind: 'status', status: 307, headers: { Location: 'https://evil.example/' }, path: TOKEN },
      'notProcessed',
      'okta_unavailable',
    ],
  ])('asks once and no more after %s', async (_, fault, failure, code) => {
    const client = await scene.webApp();
    const { refreshToken } = await scene.consent(client);
    await scene.org.clearRequests();
    await scene.org.faults.add(fault);
    const result = await scene.tokenClient({ deadlineMs: 500 }).refresh(client, refreshToken);
    expect(failureOf(result)).toMatchObject({ failure, code });
    expect(await scene.tokenRequests()).toHaveLength(1);
  });

  it('was not processed where Okta cannot be reached', async () => {
    const client = await scene.webApp();
    const org = { origin: 'http://127.0.0.1:1', linkHosts: [] };
    const refused = await scene.tokenClient().refresh({ ...client, org }, 'r');
    expect(failureOf(refused)).toMatchObject({ failure: 'notProcessed', code: 'url_not_allowed' });
  });
});

describe('the deadline', () => {
  it('holds for all attempts together: nothing is sent after it', async () => {
    const client = await scene.secretApp({ dpopBound: true });
    const times = [0, 10, 600];
    const tokens = scene.tokenClient({ deadlineMs: 500, monotonic: () => times.shift() ?? 600 });
    const result = await tokens.clientCredentials(client, ['okta.users.read']);
    expect(failureOf(result)).toMatchObject({ failure: 'notProcessed', code: 'okta_timeout' });
    expect((await scene.tokenRequests()).map(({ status }) => status)).toEqual([400]);
  });

  it('is the earlier one where the caller has one', async () => {
    const client = await scene.webApp();
    const tokens = scene.tokenClient({ monotonic: () => 1_000 });
    expect(failureOf(await tokens.refresh(client, 'r', { deadline: 999 }))).toMatchObject({ failure: 'notProcessed' });
    expect(failureOf(await tokens.clientCredentials(client, ['x'], { deadline: 999 })).failure).toBe('notProcessed');
    expect(await scene.tokenRequests()).toEqual([]);
  });
});

describe('revoke', () => {
  it('ends the consent', async () => {
    const client = await scene.webApp();
    const { refreshToken } = await scene.consent(client);
    expect(await scene.tokenClient().revoke(client, refreshToken)).toBe('revoked');
    expect(failureOf(await scene.tokenClient().refresh(client, refreshToken)).failure).toBe('invalidGrant');
  });

  it('finds out how the app wants its secret', async () => {
    const client = await scene.webApp({ secretMethod: 'post' });
    expect(await scene.tokenClient().revoke(client, 'r')).toBe('revoked');
  });

  it.each<[string, FaultRule, string]>([
    ['500', { kind: 'status', status: 500, path: 'revoke' }, 'unreachable'],
    ['429', { kind: 'status', status: 429, path: 'revoke' }, 'unreachable'],
    ['a firewall', { kind: 'status', status: 403, body: '<html>', path: 'revoke' }, 'unreachable'],
    ['a stall', { kind: 'hang', path: 'revoke' }, 'unreachable'],
    [
      'an app that is gone',
      { kind: 'status', status: 401, body: { error: 'invalid_client' }, path: 'revoke' },
      'refused',
    ],
    ['another error', { kind: 'status', status: 400, body: { error: 'invalid_request' }, path: 'revoke' }, 'refused'],
    [
      'a passing error',
      { kind: 'status', status: 400, body: { error: 'temporarily_unavailable' }, path: 'revoke' },
      'unreachable',
    ],
  ])('after %s', async (_, fault, outcome) => {
    const client = await scene.webApp();
    await scene.org.faults.add(fault);
    expect(await scene.tokenClient({ deadlineMs: 500 }).revoke(client, 'r')).toBe(outcome);
  });

  it('is refused where the request cannot even be made', async () => {
    const client = { ...(await scene.webApp()), tokenEndpoint: 'https://evil.example/' };
    expect(await scene.tokenClient().revoke(client, 'r')).toBe('refused');
  });
});
