import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Grants } from '../../../src/connections/grants.service.js';
import { callback, ConsentScene, RETURN_URL, stateOf, type NewConsent } from './consent-scene.ts';

let scene: ConsentScene;

beforeAll(async () => {
  scene = await ConsentScene.set();
});
afterEach(async () => {
  jest.restoreAllMocks();
  await scene.org.faults.clear();
  await scene.org.settings({ clockOffsetMs: 0, orgId: null });
});
afterAll(() => scene.strike());

interface Failure {
  given?: NewConsent;
  decision?: { login?: string; deny?: boolean };
  code: string;
  /** What the page says. */
  title: string;
  remedy: string;
}

/** Goes through the consent, without and with a returnUrl. */
async function expectFailure({ given = {}, decision = {}, code, title, remedy }: Failure): Promise<void> {
  const { id, url } = await scene.connect(given);
  const page = await scene.consent(scene.person(), url, decision);
  expect(page.html).toContain(`<h1>${title}</h1>`);
  expect(page.html).toContain(remedy);
  expect(page.html).toContain(`Code: ${code}`);
  expect(page.status).toBe(400);
  const { location } = await scene.consent(
    scene.person(),
    await scene.authorize(id, { returnUrl: RETURN_URL }),
    decision,
  );
  expect(location).toBe(`${RETURN_URL}?connectionId=${id}&status=failed&code=${code}`);
  await expect(scene.status(id)).resolves.toBe('pending');
}

describe('a consent fails', () => {
  test('when the person declines', () =>
    expectFailure({
      decision: { deny: true },
      code: 'access_denied',
      title: 'Access was not allowed',
      remedy: 'choose Allow Access',
    }));

  test('when the person is not assigned to the app', () =>
    expectFailure({
      given: { client: { assignedLogins: [] } },
      code: 'user_not_assigned',
      title: 'You are not assigned to the app',
      remedy: 'Assignments',
    }));

  test('when no scope is granted to the app', () =>
    expectFailure({
      given: { client: { grantedScopes: [] } },
      code: 'consent_required',
      title: 'No scope is granted to the app',
      remedy: 'Okta API Scopes',
    }));

  test('when the client secret is wrong', () =>
    expectFailure({
      given: { clientSecret: 'another-secret' },
      code: 'invalid_credentials',
      title: 'Okta does not accept the app',
      remedy: 'client id or the client secret',
    }));

  test('when the app may not refresh', async () => {
    const { id, url } = await scene.connect({ client: { refreshGrant: false } });
    const { html } = await scene.consent(scene.person(), url);
    expect(html).toMatch(/Code: (no_refresh_token|invalid_scope|okta_rejected)/);
    await expect(scene.status(id)).resolves.toBe('pending');
  });

  test('when Okta cannot be reached for the tokens', async () => {
    await scene.org.faults.add({ method: 'POST', path: '^/oauth2/v1/token', kind: 'reset' });
    await expectFailure({
      code: 'okta_unavailable',
      title: 'Okta could not be reached',
      remedy: 'Wait a few minutes',
    });
  });

  test('when Okta is out of order', async () => {
    await scene.org.faults.add({ method: 'POST', path: '^/oauth2/v1/token', kind: 'status', status: 503 });
    await expectFailure({ code: 'okta_unavailable', title: 'Okta could not be reached', remedy: 'ask for a new link' });
  });

  test('when the tokens cannot be kept: they are revoked at Okta', async () => {
    const { id, url } = await scene.connect();
    const link = await scene.authorize(id);
    jest.spyOn(scene.service.app.get(Grants), 'accept').mockRejectedValue(new Error('The disk is full'));
    await scene.org.clearRequests();
    const { html } = await scene.consent(scene.person(), link);
    expect(html).toContain('Code: internal_error');
    expect(html).not.toContain('disk');
    const revoked = (await scene.org.requests()).filter(({ path }) => path === '/oauth2/v1/revoke');
    expect(revoked.map(({ status }) => status)).toEqual([200]);
    expect(scene.service.logs.some((line) => line.includes('The disk is full'))).toBe(true);
    await expect(scene.status(id)).resolves.toBe('pending');
    jest.restoreAllMocks();
    expect((await scene.consent(scene.person(), url)).status).toBe(200);
  });

  test('when the code has expired at Okta', async () => {
    const { id, url } = await scene.connect();
    const person = scene.person();
    const back = await scene.org.approve(await scene.open(person, url));
    await scene.org.settings({ clockOffsetMs: 301_000 });
    expect((await person.visit(back)).html).toContain('Code: code_expired');
    await expect(scene.status(id)).resolves.toBe('pending');
  });

  test("with Okta's own words, as text", async () => {
    const { url } = await scene.connect();
    const person = scene.person();
    const state = stateOf(await scene.open(person, url));
    const { html } = await person.visit(
      callback('us', { error: 'server_error', error_description: '<b>Try later</b>', state }),
    );
    expect(html).toContain('Okta says: “&#60;b&#62;Try later&#60;/b&#62;”');
    expect(html).toContain('Code: okta_unavailable');
  });

  test('and the audit trail tells so', async () => {
    const { id, url } = await scene.connect();
    await scene.consent(scene.person(), url, { deny: true });
    const { body } = await scene.service.send<{ data: object[] }>('GET', `/v1/audit?connectionId=${id}`);
    expect(body.data).toContainEqual(
      expect.objectContaining({
        actor: 'recipe-42',
        action: 'connection.authorizationFailed',
        outcome: 'failed',
        errorCode: 'access_denied',
      }),
    );
  });
});

describe("another org's consent is refused", () => {
  test('when the address belongs to another org by now: without a token request', async () => {
    const { id, url } = await scene.connect();
    expect((await scene.consent(scene.person(), url)).status).toBe(200);
    const again = await scene.authorize(id);
    await scene.org.clearRequests();
    await scene.org.settings({ orgId: '00oanotherorgxxxxxxx' });
    const { html } = await scene.consent(scene.person(), again);
    expect(html).toContain('Code: wrong_org');
    await expect(scene.tokenRequests()).resolves.toBe(0);
    const { body } = await scene.get(id);
    expect(body).toMatchObject({ status: 'active', orgId: scene.org.orgId });
  });

  test("when the answer names another issuer, and accepted when it names the org's", async () => {
    const { id } = await scene.connect();
    const visit = async (iss: string) => {
      const person = scene.person();
      const back = await scene.org.approve(await scene.open(person, await scene.authorize(id)));
      const address = new URL(back);
      address.searchParams.set('iss', iss);
      return person.visit(address.href);
    };
    await scene.org.clearRequests();
    expect((await visit('https://other.okta.com')).html).toContain('Code: wrong_org');
    await expect(scene.tokenRequests()).resolves.toBe(0);
    expect((await visit(scene.org.url)).html).toContain('<h1>Connected</h1>');
  });
});

describe('links', () => {
  test('are not made for a returnUrl that is not allowed', async () => {
    const { id } = await scene.connect();
    const body = { returnUrl: 'https://app.platform.example.evil.example/' };
    const answer = await scene.service.send('POST', `/v1/connections/${id}/authorize`, { body });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'url_not_allowed', errors: [{ pointer: '/returnUrl' }] },
    });
  });

  test('are not made for a connection with an API token', async () => {
    const auth = { type: 'apiToken', apiToken: scene.org.apiToken };
    const body = { name: 'By token', domain: new URL(scene.org.url).host, auth };
    const { body: created } = await scene.service.send<{ id: string }>('POST', '/v1/connections', { body });
    const answer = await scene.service.send('POST', `/v1/connections/${created.id}/authorize`, { body: {} });
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_input' } });
  });

  test('do not lead to a returnUrl that is not allowed any more', async () => {
    const { id, url } = await scene.connect({ auth: { returnUrl: RETURN_URL } });
    await scene.sql(`UPDATE oauth_flow SET return_url = 'https://evil.example/' WHERE connection_id = $1`, [id]);
    const { location, html } = await scene.consent(scene.person(), url);
    expect(location).toBeNull();
    expect(html).toContain('<h1>Connected</h1>');
  });
});
