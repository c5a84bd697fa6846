import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { query } from '../../support/postgres.js';
import {
  type Connection,
  consentAuth,
  DPOP_ROWS,
  EU_CALLBACK,
  OauthStage,
  resultOf,
  RETURN_URL,
  SCOPES,
  US_CALLBACK,
} from './oauth-stage.ts';

const DAY_MS = 24 * 3600 * 1000;

let stage: OauthStage;
beforeAll(async () => {
  stage = await OauthStage.shared();
});
afterAll(() => stage.strike());

const linkOf = ({ authorizationUrl }: Connection) => authorizationUrl ?? '';
const pending = async (app: Parameters<OauthStage['webApp']>[0] = {}, auth: object = {}) =>
  stage.connected(consentAuth(await stage.webApp(app), auth));

describe.each(DPOP_ROWS)('a consent, DPoP $dpop', ({ dpop, app, scheme }) => {
  it.each(['basic', 'post'] as const)('connects, with the secret as %s', async (secretMethod) => {
    const seq = await stage.lastSeq();
    const begun = await pending({ ...app, secretMethod });
    expect(begun).toMatchObject({ status: 'pending', auth: { callbackUrl: US_CALLBACK }, tokenExpiresAt: null });
    expect(linkOf(begun)).toContain('https://us.connector.example/oauth/start/');
    expect((await stage.run(begun.id, 'list-groups', {})).body.code).toBe('connection_not_ready');
    const arrival = await stage.visit(linkOf(begun));
    expect(arrival.url.startsWith(RETURN_URL)).toBe(true);
    expect(resultOf(arrival)).toEqual({ connectionId: begun.id, status: 'active' });
    const connection = await stage.read(begun.id);
    expect(connection).toMatchObject({
      status: 'active',
      orgId: stage.org.orgId,
      auth: { missingScopes: [], dpopBound: scheme === 'DPoP', scopesGranted: expect.arrayContaining(SCOPES) },
    });
    expect(connection.authorizationUrl).toBeUndefined();
    const { run, atOrg } = await stage.createGroup(begun.id, `By consent ${secretMethod} ${dpop}`);
    expect([run.status, atOrg]).toEqual([200, [`By consent ${secretMethod} ${dpop}`]]);
    expect(await stage.schemesSince(seq)).toEqual([scheme]);
    const days = (Date.parse(connection.reauthorizeBefore ?? '') - Date.now()) / DAY_MS;
    expect(Math.round(days)).toBe(90);
  });
});

describe('the request to Okta', () => {
  it('has state, nonce, PKCE and offline_access, and the way there binds the browser', async () => {
    const begun = await pending();
    const response = await stage.browser().send({ url: linkOf(begun), method: 'GET' });
    const location = new URL(response.headers.get('location') ?? '');
    expect(location.origin + location.pathname).toBe(`${stage.org.url}/oauth2/v1/authorize`);
    const { state, nonce, scope, ...parameters } = Object.fromEntries(location.searchParams);
    expect(parameters).toMatchObject({
      client_id: begun.auth.clientId,
      redirect_uri: US_CALLBACK,
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(scope?.split(' ').toSorted()).toEqual([...SCOPES, 'openid', 'offline_access'].toSorted());
    expect([state, nonce]).toEqual([expect.stringMatching(/^[\w-]{43,}$/), expect.stringMatching(/^[\w-]{20,}$/)]);
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-\S+=\S+; .*Secure.*/);
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  });
});

describe('a consent that fails sends the person back with the reason', () => {
  it.each([
    ['access_denied', {}, { deny: true }],
    ['user_not_assigned', { assignedLogins: ['isaac.brock@example.com'] }, {}],
    ['consent_required', { grantedScopes: [] }, {}],
    ['no_refresh_token', { refreshGrant: false }, {}],
  ])('%s', async (code, app, decision) => {
    const begun = await pending(app);
    const arrival = await stage.visit(linkOf(begun), decision);
    expect(resultOf(arrival)).toEqual({ connectionId: begun.id, status: 'failed', code });
    expect((await stage.read(begun.id)).status).toBe('pending');
  });

  it('invalid_credentials, for a client secret that is wrong', async () => {
    const begun = await pending({}, { clientSecret: 'wrong' });
    expect(resultOf(await stage.visit(linkOf(begun)))).toMatchObject({ status: 'failed', code: 'invalid_credentials' });
  });

  it('or shows a page that says what to do, where there is no return URL', async () => {
    const app = { assignedLogins: [] };
    const { status, text } = await stage.visit(linkOf(await pending(app, { returnUrl: undefined })));
    expect(status).toBe(400);
    expect(text).toMatch(/assign/i);
    const fine = await stage.visit(linkOf(await pending({}, { returnUrl: undefined })));
    expect([fine.status, fine.url.startsWith(US_CALLBACK)]).toEqual([200, true]);
  });

  it('and refuses a return URL that is not on the list', async () => {
    const app = await stage.webApp();
    const answer = await stage.connect(consentAuth(app, { returnUrl: 'https://evil.example/done' }));
    expect([answer.status, answer.body.code]).toEqual([422, 'url_not_allowed']);
  });
});

describe('a link is for one browser, one time, one region and ten minutes', () => {
  const start = async () => {
    const begun = await pending();
    const browser = stage.browser();
    const toOkta = (await browser.send({ url: linkOf(begun), method: 'GET' })).headers.get('location') ?? '';
    return { begun, browser, callback: await stage.org.approve(toOkta) };
  };
  const tokenRequests = async ({ auth }: Connection) =>
    (await stage.org.oauth.stats(auth.clientId)).requests.reduce((sum, { requests }) => sum + requests, 0);
  const stays = async ({ begun }: { begun: Connection }) => {
    expect([(await stage.read(begun.id)).status, await tokenRequests(begun)]).toEqual(['pending', 0]);
  };

  it('another browser gets no further, and the first one still does', async () => {
    const flow = await start();
    expect((await stage.browser().visit(flow.callback)).status).toBe(400);
    await stays(flow);
    expect(resultOf(await flow.browser.visit(flow.callback))).toMatchObject({ status: 'active' });
  });

  it('the callback works once', async () => {
    const flow = await start();
    expect(resultOf(await flow.browser.visit(flow.callback))).toMatchObject({ status: 'active' });
    expect((await flow.browser.visit(flow.callback)).status).toBe(400);
    expect(await tokenRequests(flow.begun)).toBe(1);
  });

  it("another region's host shows the right one", async () => {
    const flow = await start();
    const elsewhere = flow.callback.replace(US_CALLBACK, EU_CALLBACK);
    const { status, text } = await flow.browser.visit(elsewhere);
    expect([status, text.includes('us.connector.example')]).toEqual([400, true]);
    await stays(flow);
  });

  it('each region has a callback of its own', async () => {
    const app = await stage.webApp();
    const begun = await stage.connected(consentAuth(app), { region: 'eu' });
    expect(begun).toMatchObject({ region: 'eu', auth: { callbackUrl: EU_CALLBACK } });
    expect(resultOf(await stage.visit(linkOf(begun)))).toMatchObject({ status: 'active' });
    const regions = await stage.send<{ data: object[] }>('GET', '/v1/regions');
    expect(regions.body.data).toEqual([
      { id: 'us', callbackUrl: US_CALLBACK },
      { id: 'eu', callbackUrl: EU_CALLBACK },
    ]);
  });

  it('after ten minutes it is over', async () => {
    const flow = await start();
    const expire = `UPDATE oauth_flow SET expires_at = now() - interval '1 second'`;
    await query(stage.service.database.adminUrl, expire);
    expect((await flow.browser.visit(flow.callback)).status).toBe(400);
    await stays(flow);
  });
});

describe('the consent of another org', () => {
  it('is refused once the connection knows its org', async () => {
    const connection = await stage.consented(await stage.webApp());
    await stage.org.settings({ orgId: '00oSomebodyElse' });
    const link = await stage.send<{ authorizationUrl: string }>('POST', `/v1/connections/${connection.id}/authorize`);
    const arrival = await stage.visit(link.body.authorizationUrl);
    await stage.org.settings({ orgId: null });
    expect(resultOf(arrival)).toEqual({ connectionId: connection.id, status: 'failed', code: 'wrong_org' });
    expect((await stage.createGroup(connection.id, 'Still works')).run.status).toBe(200);
  });
});
