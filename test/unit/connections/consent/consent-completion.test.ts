import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ConnectionStore } from '../../../../src/connections/connection-store.js';
import type { CallbackParameters } from '../../../../src/connections/consent/callback-parameters.js';
import { ConsentCompletion } from '../../../../src/connections/consent/consent-completion.service.js';
import { FlowProofs } from '../../../../src/connections/consent/flow-proofs.service.js';
import type { Grants } from '../../../../src/connections/grants.service.js';
import { ConnectorError } from '../../../../src/core/errors.js';
import type { OAuthTokenClient } from '../../../../src/okta/oauth/oauth-token-client.js';
import type { TokenSet } from '../../../../src/okta/oauth/oauth-client.js';
import type { OrgDiscovery } from '../../../../src/okta/org-discovery.js';
import { FakeBox } from '../../fake-box.ts';
import { acme, listenToLog } from '../../fake-database.ts';
import { connection, flow, ORIGIN, SCOPES, secrets, STATE, US } from './consent-stage.ts';

const code = (iss?: string): CallbackParameters => ({ kind: 'code', code: 'abc', state: STATE, iss });
const failed = (what: string, oktaSays = '') => ({ kind: 'failed', code: what, oktaSays });
const proof = { nonce: 'a nonce', codeVerifier: 'a verifier' };
const tokens: TokenSet = {
  accessToken: 'access-1',
  tokenType: 'Bearer',
  expiresInSeconds: 3_600,
  scopes: SCOPES,
  refreshToken: 'refresh-1',
  idToken: { iss: ORIGIN, sub: '00u1' },
};

const getWithSecrets = jest.fn<ConnectionStore['getWithSecrets']>();
const discover = jest.fn<OrgDiscovery['discover']>();
const exchangeCode = jest.fn<OAuthTokenClient['exchangeCode']>();
const revoke = jest.fn<OAuthTokenClient['revoke']>();
const accept = jest.fn<Grants['accept']>();
const org = (orgId: string) => ({ orgId }) as Awaited<ReturnType<OrgDiscovery['discover']>>;

let lines: ReturnType<typeof listenToLog>;
let proofs: FlowProofs;
let completion: ConsentCompletion;
let begun: ReturnType<typeof flow>;

beforeEach(async () => {
  lines = listenToLog();
  getWithSecrets.mockReset().mockResolvedValue({ connection: connection(), secrets });
  discover.mockReset().mockResolvedValue(org('00o1'));
  exchangeCode.mockReset().mockResolvedValue({ kind: 'tokens', tokens });
  revoke.mockReset().mockResolvedValue('revoked');
  accept.mockReset().mockResolvedValue(connection({ name: 'Acme' }));
  proofs = new FlowProofs(new FakeBox().asBox());
  begun = flow();
  begun = { ...begun, ...(await proofs.seal(acme, begun, proof)) };
  completion = new ConsentCompletion(
    proofs,
    { getWithSecrets } as unknown as ConnectionStore,
    { discover } as unknown as OrgDiscovery,
    { exchangeCode, revoke } as unknown as OAuthTokenClient,
    { accept } as unknown as Grants,
  );
});

const complete = (parameters = code()) => completion.complete(acme, begun, parameters);

test('a consent makes the connection active, with what was asked for', async () => {
  await expect(complete()).resolves.toEqual({ kind: 'active', connectionName: 'Acme' });
  expect(getWithSecrets).toHaveBeenCalledWith(acme, 'con_1');
  expect(discover).toHaveBeenCalledWith('acme.okta.com');
  const [client, exchange] = exchangeCode.mock.calls[0] ?? [];
  expect(client).toMatchObject({ clientId: '0oa1', authentication: { clientSecret: 'a secret' } });
  expect(exchange).toEqual({ callback: expect.any(URL), redirectUri: US, state: STATE, ...proof });
  expect(exchange?.callback.href).toBe(`${US}?code=abc&state=${STATE}`);
  expect(accept.mock.calls).toEqual([[acme, 'con_1', tokens, { actor: 'recipe-42', scopesRequested: SCOPES }]]);
  expect(revoke).not.toHaveBeenCalled();
  expect(lines).toEqual([]);
});

describe("Okta's answer", () => {
  test('that is an error asks for nothing', async () => {
    const error = { kind: 'error', error: 'access_denied', description: 'No.', state: STATE, iss: undefined } as const;
    await expect(complete(error)).resolves.toEqual(failed('access_denied', 'No.'));
    expect(getWithSecrets).not.toHaveBeenCalled();
  });

  test('may name the issuer, which is handed on', async () => {
    await expect(complete(code(ORIGIN))).resolves.toMatchObject({ kind: 'active' });
    const callback = exchangeCode.mock.calls[0]?.[1].callback;
    expect(Object.fromEntries(callback?.searchParams ?? [])).toEqual({ code: 'abc', state: STATE, iss: ORIGIN });
  });

  test.each(['https://other.okta.com', '', `${ORIGIN}/`, `${ORIGIN}/oauth2/default`])(
    'of another issuer, %p, goes nowhere: neither code nor secret is sent',
    async (iss) => {
      await expect(complete(code(iss))).resolves.toEqual(failed('wrong_org'));
      expect(discover).not.toHaveBeenCalled();
      expect(exchangeCode).not.toHaveBeenCalled();
    },
  );
});

describe('the org behind the address', () => {
  test('is another one by now: nothing is sent', async () => {
    discover.mockResolvedValue(org('00o2'));
    await expect(complete()).resolves.toEqual(failed('wrong_org'));
    expect(exchangeCode).not.toHaveBeenCalled();
  });

  test('may be any where it is not known yet', async () => {
    getWithSecrets.mockResolvedValue({ connection: connection({ orgId: null }), secrets });
    await expect(complete()).resolves.toMatchObject({ kind: 'active' });
  });

  test('cannot be reached: the person is told, the log warned', async () => {
    discover.mockRejectedValue(new ConnectorError('okta_unavailable', 'down'));
    await expect(complete()).resolves.toEqual(failed('okta_unavailable'));
    const line = expect.objectContaining({ connectionId: 'con_1', code: 'okta_unavailable' });
    expect(lines).toEqual([{ level: 'warn', line }]);
  });
});

describe('a token request without tokens', () => {
  const upstream = { status: 400, summary: 'Okta says so.' };

  test('ends with its reason, in the words of Okta', async () => {
    const error = new ConnectorError('invalid_credentials', 'no', { upstream });
    exchangeCode.mockResolvedValue({ kind: 'failure', failure: 'refused', error });
    await expect(complete()).resolves.toEqual(failed('invalid_credentials', 'Okta says so.'));
    expect(accept).not.toHaveBeenCalled();
  });

  test('or without words', async () => {
    const error = new ConnectorError('okta_timeout', 'no');
    exchangeCode.mockResolvedValue({ kind: 'failure', failure: 'unknown', error });
    await expect(complete()).resolves.toEqual(failed('okta_unavailable'));
  });
});

describe('tokens that are not accepted are revoked', () => {
  test('of another org', async () => {
    const foreign = { ...tokens, idToken: { iss: 'https://other.okta.com', sub: '00u1' } };
    exchangeCode.mockResolvedValue({ kind: 'tokens', tokens: foreign });
    await expect(complete()).resolves.toEqual(failed('wrong_org'));
    expect(revoke.mock.calls).toEqual([[expect.objectContaining({ clientId: '0oa1' }), 'refresh-1']]);
    expect(accept).not.toHaveBeenCalled();
  });

  test('without the scopes that were asked for', async () => {
    exchangeCode.mockResolvedValue({ kind: 'tokens', tokens: { ...tokens, scopes: [] } });
    await expect(complete()).resolves.toEqual(failed('consent_required'));
    expect(revoke).toHaveBeenCalledTimes(1);
  });

  test('where there is a refresh token to revoke', async () => {
    exchangeCode.mockResolvedValue({ kind: 'tokens', tokens: { ...tokens, refreshToken: undefined } });
    await expect(complete()).resolves.toEqual(failed('no_refresh_token'));
    expect(revoke).not.toHaveBeenCalled();
  });

  test('where they could not be stored: the error is told, and logged in full', async () => {
    const error = new Error('what nobody foresaw');
    accept.mockRejectedValue(error);
    await expect(complete()).resolves.toEqual(failed('internal_error'));
    expect(revoke).toHaveBeenCalledTimes(1);
    const line = expect.objectContaining({ connectionId: 'con_1', code: 'internal_error', err: error });
    expect(lines).toEqual([{ level: 'error', line }]);
  });

  test('an error with the words of Okta keeps them', async () => {
    const upstream = { status: 400, summary: 'Okta says so.' };
    accept.mockRejectedValue(new ConnectorError('okta_rejected', 'no', { upstream }));
    await expect(complete()).resolves.toEqual(failed('okta_rejected', 'Okta says so.'));
  });
});

test("a proof opens for its own flow alone, and a link's token for no proof", async () => {
  const other = flow();
  await expect(proofs.open(acme, { ...begun, startHash: other.startHash })).rejects.toThrow(
    'Sealed for oauthFlow:proof:',
  );
  await expect(proofs.open(acme, { ...begun, connectionId: 'con_2' })).rejects.toThrow('con_2');
  const link = await proofs.sealLink(acme, other, 'a token');
  await expect(proofs.openLink(acme, { ...other, ...link })).resolves.toBe('a token');
  await expect(proofs.open(acme, { ...other, ...link })).rejects.toThrow(
    `Sealed for oauthFlow:link:${other.startHash.toString('base64url')}`,
  );
  const incomplete = await new FakeBox().seal({
    tenantId: acme,
    connectionId: 'con_1',
    field: `oauthFlow:proof:${other.startHash.toString('base64url')}`,
    plaintext: '{"nonce":"a nonce"}',
  });
  await expect(proofs.open(acme, { ...other, ...incomplete })).rejects.toMatchObject({ name: 'ZodError' });
});
