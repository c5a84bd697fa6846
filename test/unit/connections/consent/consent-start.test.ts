import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ConnectionStore } from '../../../../src/connections/connection-store.js';
import { ConsentStart } from '../../../../src/connections/consent/consent-start.service.js';
import { ConsentService } from '../../../../src/connections/consent/consent.service.js';
import { FlowProofs } from '../../../../src/connections/consent/flow-proofs.service.js';
import { hashOfToken } from '../../../../src/connections/consent/flow-token.js';
import type { OauthFlowRepository } from '../../../../src/connections/consent/oauth-flow.repository.js';
import { NO_SUCH_FLOW, wrongRegionPage } from '../../../../src/connections/consent/result-page.js';
import { ReturnUrls } from '../../../../src/connections/consent/return-urls.js';
import type { OAuthTokenClient } from '../../../../src/okta/oauth/oauth-token-client.js';
import { FakeBox } from '../../fake-box.ts';
import { acme, FakeDatabase } from '../../fake-database.ts';
import { browser, connection, COOKIE, EU, flow, REGIONS, SCOPES, secrets, US } from './consent-stage.ts';

const LINK = 'l'.repeat(43);
const nothing = { kind: 'page', page: NO_SUCH_FLOW };

let database: FakeDatabase;
const proofs = new FlowProofs(new FakeBox().asBox());
const flows = {
  tenantOf: jest.fn<OauthFlowRepository['tenantOf']>(),
  findByLink: jest.fn<OauthFlowRepository['findByLink']>(),
  bind: jest.fn<OauthFlowRepository['bind']>(),
  insert: jest.fn<OauthFlowRepository['insert']>(),
  findUnopened: jest.fn<OauthFlowRepository['findUnopened']>(),
};
const getWithSecrets = jest.fn<ConnectionStore['getWithSecrets']>();
const authorizationUrl = jest.fn<OAuthTokenClient['authorizationUrl']>();
const expiresAt = new Date(7);

beforeEach(() => {
  database = new FakeDatabase();
  const inTenant = <Result>(result: Result) => {
    return async () => {
      expect(database.open).toEqual([acme]);
      return result;
    };
  };
  flows.tenantOf.mockReset().mockResolvedValue(acme);
  flows.findByLink.mockReset().mockImplementation(inTenant(flow()));
  flows.bind.mockReset().mockImplementation(inTenant(true));
  flows.insert.mockReset().mockImplementation(inTenant(expiresAt));
  flows.findUnopened.mockReset().mockImplementation(inTenant(undefined));
  getWithSecrets.mockReset().mockResolvedValue({ connection: connection(), secrets });
  authorizationUrl.mockReset().mockResolvedValue(new URL('https://acme.okta.com/oauth2/v1/authorize?x=1'));
});

describe('opening a link', () => {
  const open = (token = LINK, from = browser) =>
    new ConsentStart(
      database.asDatabase(),
      flows as unknown as OauthFlowRepository,
      proofs,
      { getWithSecrets } as unknown as ConnectionStore,
      { authorizationUrl } as unknown as OAuthTokenClient,
    ).open(token, from);

  test('sends the browser to Okta, bound to the flow by a cookie and a fresh state', async () => {
    const found = flow();
    flows.findByLink.mockResolvedValue(found);
    const answer = await open(LINK, { host: 'us.example', cookie: '' });
    expect(answer).toEqual({
      kind: 'redirect',
      location: 'https://acme.okta.com/oauth2/v1/authorize?x=1',
      cookie: expect.stringMatching(/^__Host-okta_connector_flow=[\w-]{43}; Path=\//),
    });
    expect(flows.tenantOf).toHaveBeenCalledWith(hashOfToken(LINK));
    expect(flows.findByLink).toHaveBeenCalledWith(acme, hashOfToken(LINK));
    const [client, request] = authorizationUrl.mock.calls[0] ?? [];
    expect(client).toMatchObject({ clientId: '0oa1' });
    const token = expect.stringMatching(/^[\w-]{43}$/);
    const { redirectUri, scopes } = found;
    expect(request).toEqual({ redirectUri, scopes, state: token, nonce: token, codeVerifier: token });
    const { state = '', nonce, codeVerifier } = request ?? {};
    expect(new Set([state, nonce, codeVerifier]).size).toBe(3);
    const [tenant, startHash, binding] = flows.bind.mock.calls[0] ?? [];
    expect([tenant, startHash]).toEqual([acme, found.startHash]);
    const cookie = /=([\w-]{43});/.exec('cookie' in answer ? (answer.cookie ?? '') : '')?.[1] ?? '';
    expect(binding).toMatchObject({ cookieHash: hashOfToken(cookie), stateHash: hashOfToken(state) });
    if (!binding) throw new Error('The flow was not bound');
    await expect(proofs.open(acme, { ...found, ...binding })).resolves.toEqual({ nonce, codeVerifier });
  });

  test('keeps the cookie that the browser has', async () => {
    await expect(open()).resolves.toMatchObject({ cookie: expect.stringContaining(`=${COOKIE};`) });
    expect(flows.bind.mock.calls[0]?.[2].cookieHash).toEqual(hashOfToken(COOKIE));
  });

  test('in another browser leads nowhere', async () => {
    flows.bind.mockResolvedValue(false);
    await expect(open()).resolves.toEqual(nothing);
  });

  test('that is none, or unknown, or has expired, leads nowhere', async () => {
    await expect(open('short')).resolves.toEqual(nothing);
    expect(flows.tenantOf).not.toHaveBeenCalled();
    flows.tenantOf.mockResolvedValue(undefined);
    await expect(open()).resolves.toEqual(nothing);
    expect(flows.findByLink).not.toHaveBeenCalled();
    flows.tenantOf.mockResolvedValue(acme);
    flows.findByLink.mockResolvedValue(undefined);
    await expect(open()).resolves.toEqual(nothing);
    expect(flows.bind).not.toHaveBeenCalled();
  });

  test('at the address of another region says so, and binds nothing', async () => {
    flows.findByLink.mockResolvedValue(flow({ region: 'eu', redirectUri: EU }));
    const page = wrongRegionPage({ region: 'eu', callbackUrl: EU });
    await expect(open()).resolves.toEqual({ kind: 'page', page });
    expect(flows.bind).not.toHaveBeenCalled();
  });
});

describe('asking for a consent', () => {
  const returnUrls = new ReturnUrls({ returnUrlAllowlist: ['https://app.example'], publicUrl: 'https://us.example' });
  const consents = () =>
    new ConsentService(
      { regions: REGIONS },
      database.asDatabase(),
      flows as unknown as OauthFlowRepository,
      proofs,
      returnUrls,
    );
  const asked = { scopes: SCOPES, returnUrl: null, actor: 'recipe-42' };

  test('gives a link of the region, of which a hash and a sealed copy are stored', async () => {
    const begun = await consents().begin(connection(), { ...asked, returnUrl: 'https://app.example/done' });
    expect(begun).toEqual({
      authorizationUrl: expect.stringMatching(/^https:\/\/us\.example\/oauth\/start\/[\w-]{43}$/),
      expiresAt,
    });
    const token = begun.authorizationUrl.slice(-43);
    const [tenant, stored, seconds] = flows.insert.mock.calls[0] ?? [];
    expect([tenant, seconds]).toEqual([acme, 600]);
    expect(stored).toMatchObject({
      startHash: hashOfToken(token),
      connectionId: 'con_1',
      region: 'us',
      redirectUri: US,
      scopes: ['openid', 'offline_access', ...SCOPES],
      returnUrl: 'https://app.example/done',
      actor: 'recipe-42',
    });
    if (!stored) throw new Error('Nothing was stored');
    await expect(proofs.openLink(acme, { ...stored, expiresAt })).resolves.toBe(token);
  });

  test.each<[string, Parameters<ConsentService['begin']>, string]>([
    [
      'a returnUrl that is not allowed',
      [connection(), { ...asked, returnUrl: 'https://evil.example/' }],
      'url_not_allowed',
    ],
    ['a connection by token', [connection({ authType: 'apiToken' }), asked], 'invalid_input'],
    ['a region that is not served', [connection({ region: 'jp' }), asked], 'connection_not_ready'],
    ['scopes without end', [connection(), { ...asked, scopes: ['okta.'.repeat(2_000)] }], 'invalid_input'],
  ])('is refused for %s', async (_, [of, request], code) => {
    await expect(consents().begin(of, request)).rejects.toMatchObject({ code });
    expect(flows.insert).not.toHaveBeenCalled();
  });

  test('needs no returnUrl: the person ends on a page of ours', async () => {
    await consents().begin(connection(), asked);
    expect(flows.insert.mock.calls[0]?.[1]).toMatchObject({ returnUrl: null });
  });

  test('finds the link that nobody has opened', async () => {
    const found = flow({ expiresAt });
    flows.findUnopened.mockResolvedValue({ ...found, ...(await proofs.sealLink(acme, found, LINK)) });
    await expect(consents().pending(acme, 'con_1', 'https://app.example/')).resolves.toEqual({
      authorizationUrl: `https://us.example/oauth/start/${LINK}`,
      expiresAt,
    });
    expect(flows.findUnopened).toHaveBeenCalledWith(acme, 'con_1', 'https://app.example/');
  });

  test('finds none where there is none', async () => {
    await expect(consents().pending(acme, 'con_1')).resolves.toBeUndefined();
  });
});
