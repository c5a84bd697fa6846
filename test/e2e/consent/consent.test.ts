import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callback, callbackOf, ConsentScene, REGIONS, RETURN_URL, SCOPES, stateOf } from './consent-scene.ts';

let scene: ConsentScene;

beforeAll(async () => void (scene = await ConsentScene.set()));
afterAll(() => scene.strike());

describe('a consent', () => {
  test.each([
    ['without DPoP', { client: {}, auth: {} }, false],
    ['with DPoP required', { client: { dpopBound: true }, auth: {} }, true],
    ['with DPoP required and always used', { client: { dpopBound: true }, auth: { dpop: 'always' } }, true],
    ['with DPoP never used', { client: {}, auth: { dpop: 'never' } }, false],
  ])('makes the connection active, %s', async (_, given, dpopBound) => {
    const { id, url } = await scene.connect(given);
    const { status, html } = await scene.consent(scene.person(), url);
    expect(html).toContain('<h1>Connected</h1>');
    expect(status).toBe(200);
    const { body } = await scene.get(id);
    expect(body).toMatchObject({ status: 'active', orgId: scene.org.orgId, auth: { missingScopes: [], dpopBound } });
    expect(body.auth.scopesGranted).toEqual(expect.arrayContaining(SCOPES));
    expect(body.authorizationUrl ?? null).toBeNull();
  });

  test('goes by PKCE with S256, nonce, state and offline access, to the callback of the region', async () => {
    const { url, clientId } = await scene.connect({ region: 'jp' });
    const authorize = new URL(await scene.open(scene.person(), url));
    expect(authorize.origin + authorize.pathname).toBe(`${scene.org.url}/oauth2/v1/authorize`);
    expect(Object.fromEntries(authorize.searchParams)).toMatchObject({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: callbackOf('jp'),
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      state: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      nonce: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      scope: ['openid', 'offline_access', ...SCOPES].join(' '),
    });
  });

  test('ends on the returnUrl of the connection, or on that of the link', async () => {
    const { id, url } = await scene.connect({ auth: { returnUrl: RETURN_URL } });
    const first = await scene.consent(scene.person(), url);
    expect([first.status, first.location]).toEqual([303, `${RETURN_URL}?connectionId=${id}&status=active`]);
    const again = await scene.authorize(id, { returnUrl: 'https://acme.tenants.example/ok?x=1' });
    const { location } = await scene.consent(scene.person(), again, { deny: true });
    expect(location).toBe(`https://acme.tenants.example/ok?x=1&connectionId=${id}&status=failed&code=access_denied`);
    await expect(scene.status(id)).resolves.toBe('active');
  });

  test('changes the requested scopes of a connection once it is given, and keeps the connection', async () => {
    const { id, url } = await scene.connect();
    await scene.consent(scene.person(), url);
    const again = await scene.authorize(id, { scopes: ['okta.users.read'] });
    expect((await scene.get(id)).body.auth.scopesRequested).toEqual(SCOPES);
    await scene.consent(scene.person(), again);
    expect((await scene.get(id)).body).toMatchObject({
      status: 'active',
      auth: { scopesRequested: ['okta.users.read'], missingScopes: [] },
    });
  });

  test('is shown as a link until a browser has opened it', async () => {
    const { id, url } = await scene.connect();
    expect((await scene.get(id)).body.authorizationUrl).toBe(url);
    await scene.open(scene.person(), url);
    expect((await scene.get(id)).body.authorizationUrl ?? null).toBeNull();
  });

  test('can be given for two connections side by side in one browser', async () => {
    const person = scene.person();
    const [one, two] = [await scene.connect(), await scene.connect()];
    const opened = [await scene.open(person, one.url), await scene.open(person, two.url)];
    for (const url of opened) expect((await person.visit(await scene.org.approve(url))).status).toBe(200);
    await expect(Promise.all([scene.status(one.id), scene.status(two.id)])).resolves.toEqual(['active', 'active']);
  });

  test('may be begun again by the same browser with the same link', async () => {
    const { url } = await scene.connect();
    const person = scene.person();
    const first = await scene.open(person, url);
    const second = await scene.open(person, url);
    expect((await person.visit(await scene.org.approve(first))).html).toContain('This link does not work');
    expect((await person.visit(await scene.org.approve(second))).status).toBe(200);
  });

  test('binds the browser with a cookie that no other host and no script can read or set', async () => {
    const { url } = await scene.connect();
    const { headers, status } = await scene.person().visit(url);
    expect(status).toBe(303);
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-okta_connector_flow=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
      ),
    ]);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('shows pages that load only files of ours, are not kept and tell no other site', async () => {
    const { headers } = await scene.person().visit(callback('us', { code: 'a', state: 'b' }));
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'none'; " +
        "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'",
    );
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('regions', () => {
  test.each(REGIONS)('%s has its own links and its own callback', async (region) => {
    const { id, url } = await scene.connect({ region });
    expect(url).toMatch(new RegExp(`^https://${region}\\.connector\\.example/oauth/start/[\\w-]{43}$`));
    expect((await scene.get(id)).body.auth.callbackUrl).toBe(callbackOf(region));
    expect((await scene.consent(scene.person(), url)).status).toBe(200);
    await expect(scene.status(id)).resolves.toBe('active');
  });

  test.each(['us.connector.example', 'connector.internal'])('a callback on %s names the right region', async (host) => {
    const { id, url } = await scene.connect({ region: 'eu' });
    const person = scene.person();
    const back = await scene.org.approve(await scene.open(person, url));
    const cookie = person.cookie('eu.connector.example');
    person.setCookie(host, cookie);
    const wrong = await person.visit(back.replace('eu.connector.example', host));
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('“eu”');
    expect(wrong.html).toContain(callbackOf('eu'));
    await expect(scene.status(id)).resolves.toBe('pending');
    expect((await person.visit(back)).status).toBe(200);
  });

  test('a link opened on the host of another region names the right one, and is not used up', async () => {
    const { url } = await scene.connect({ region: 'sg' });
    const person = scene.person();
    const wrong = await person.visit(url.replace('sg.', 'au.'));
    expect(wrong.html).toContain('“sg”');
    expect(wrong.headers.get('set-cookie')).toBeNull();
    expect((await scene.consent(person, url)).status).toBe(200);
  });
});

describe('the host', () => {
  /** Without a proxy; fetch would not send this `Host`. */
  const statusFor = (host: string, url: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { pathname } = new URL(url);
      const sent = request(new URL(pathname, scene.service.baseUrl), { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on('error', reject).end();
    });

  test('is that of the Host header where no proxy tells another', async () => {
    const { url } = await scene.connect({ region: 'jp' });
    await expect(statusFor('us.connector.example', url)).resolves.toBe(400);
    await expect(statusFor('jp.connector.example', url)).resolves.toBe(303);
  });
});

describe('a link that does not work shows the same page', () => {
  const nothing = async () => (await scene.person().visit('https://us.connector.example/oauth/start/x')).html;

  test.each([
    ['unknown', `https://us.connector.example/oauth/start/${'a'.repeat(43)}`],
    ['mutilated', 'https://us.connector.example/oauth/start/a%00b'],
    ['a callback of nobody', callback('us', { code: 'a', state: 'a'.repeat(43) })],
    ['a callback without anything', callbackOf('us')],
  ])('when it is %s', async (_, url) => {
    const { status, html } = await scene.person().visit(url);
    expect(status).toBe(400);
    expect(html).toBe(await nothing());
    expect(html).toContain('has expired, was used before, or was opened in another browser');
  });

  test('when another browser has opened it', async () => {
    const { url } = await scene.connect();
    await scene.open(scene.person(), url);
    const { html, headers } = await scene.person().visit(url);
    expect(html).toBe(await nothing());
    expect(headers.get('set-cookie')).toBeNull();
  });

  test('when it has expired, at the start and at the callback', async () => {
    const { url, id } = await scene.connect();
    const person = scene.person();
    const back = await scene.org.approve(await scene.open(person, url));
    await scene.sql(`UPDATE oauth_flow SET expires_at = now() WHERE connection_id = $1`, [id]);
    expect((await person.visit(url)).html).toBe(await nothing());
    expect((await person.visit(back)).html).toBe(await nothing());
    await expect(scene.status(id)).resolves.toBe('pending');
  });

  test('when it was used', async () => {
    const { url } = await scene.connect();
    const person = scene.person();
    const back = await scene.org.approve(await scene.open(person, url));
    expect((await person.visit(back)).status).toBe(200);
    expect((await person.visit(back)).html).toBe(await nothing());
    expect((await person.visit(url)).html).toBe(await nothing());
  });

  test('when the callback comes to another browser', async () => {
    const { url, id } = await scene.connect();
    const back = await scene.org.approve(await scene.open(scene.person(), url));
    expect((await scene.person().visit(back)).html).toBe(await nothing());
    await expect(scene.status(id)).resolves.toBe('pending');
  });
});

describe('the method of start and callback', () => {
  test.each(['HEAD', 'POST', 'PUT', 'DELETE'])('%s is not accepted and uses nothing up', async (method) => {
    const { url, id } = await scene.connect();
    const person = scene.person();
    expect((await person.visit(url, { method })).status).toBe(404);
    const back = await scene.org.approve(await scene.open(person, url));
    expect((await person.visit(back, { method })).status).toBe(404);
    expect((await person.visit(back)).status).toBe(200);
    await expect(scene.status(id)).resolves.toBe('active');
  });
});

describe('what is written down', () => {
  test('a link, a state and a code are in no log line and not in the database', async () => {
    const { url } = await scene.connect();
    const person = scene.person();
    const authorize = await scene.open(person, url);
    const back = await scene.org.approve(authorize);
    const rows = JSON.stringify(await scene.sql('SELECT f::text FROM oauth_flow f'));
    await person.visit(back);
    await person.visit(back);
    const cookie = person.cookie('us.connector.example').split('=')[1] ?? 'none';
    const code = new URL(back).searchParams.get('code') ?? 'none';
    const written = rows + scene.service.logs.join('');
    const hidden = [url.split('/').at(-1) ?? 'none', stateOf(authorize), cookie, code];
    expect(hidden.every((secret) => secret.length >= 40)).toBe(true);
    for (const secret of hidden) {
      expect(written).not.toContain(secret);
      expect(written).not.toContain(Buffer.from(secret).toString('hex'));
    }
    expect(written).toContain('/oauth/callback');
  });
});
