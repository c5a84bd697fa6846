import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SecretSearch } from '../oauth/secret-search.ts';
import { CALLBACK, ConnectScene, HOST, pemKey, SCOPES } from './connect-scene.ts';
import type { Visitor } from './visitor.ts';

let scene: ConnectScene;

beforeAll(async () => {
  scene = await ConnectScene.set();
});
afterAll(() => scene.strike());

/** The text of every row of every table, in the clear and as hex. */
async function everyRow(): Promise<string> {
  const tables = await scene.sql<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    // oxlint-disable-next-line no-await-in-loop -- one connection
    const rows = await scene.sql<{ text: string }>(`SELECT t::text AS text FROM ${name} t`).catch(() => []);
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join('\n');
}

describe('what is entered and secret', () => {
  test('is in no page, no log line, no row and no audit entry, whether it is refused or accepted', async () => {
    const search = new SecretSearch();
    const pages: string[] = [];
    const enter = async (visitor: Visitor, fields: Record<string, string>) => {
      const { hops, html } = await visitor.send(fields);
      pages.push(html, ...hops.map(({ url, headers }) => `${url} ${JSON.stringify([...headers])}`));
    };

    const byToken = await scene.atCredentials('apiToken', { name: 'Token' });
    const wrongToken = '00aTokenThatNobodyEverMadeInOkta0123456789';
    search.plant('refused token', wrongToken);
    search.plant('token', scene.org.apiToken);
    await enter(byToken, { apiToken: wrongToken });
    await enter(byToken, { apiToken: scene.org.apiToken });

    const { pem, keyId, jwks } = pemKey();
    search.plant('private key', pem.split('\n')[3] ?? '');
    const service = await scene.org.createOauthClient({
      kind: 'service',
      jwks,
      grantedScopes: SCOPES,
    });
    const byKey = await scene.atCredentials('privateKey', { name: 'Key' });
    await enter(byKey, { clientId: service.clientId, keyId: 'wrong', privateKey: pem });
    await enter(byKey, { clientId: service.clientId, keyId, privateKey: '' });

    const web = await scene.org.createOauthClient({ kind: 'web', redirectUris: [CALLBACK], grantedScopes: SCOPES });
    const byConsent = await scene.atCredentials('consent', { name: 'Consent' });
    search.plant('refused client secret', 'a-client-secret-that-is-wrong');
    search.plant('client secret', web.clientSecret ?? '');
    await enter(byConsent, { clientId: web.clientId, clientSecret: 'a-client-secret-that-is-wrong' });
    await enter(byConsent, { clientId: web.clientId, clientSecret: web.clientSecret ?? '' });
    for (const visitor of [byToken, byKey, byConsent])
      search.plant('cookie', [...visitor.cookies(HOST).values()][0] ?? '');

    // Control: the searcher finds what is there.
    expect(search.found(`x${wrongToken}x`)).toEqual(['refused token']);
    expect(search.found(pages.filter((page) => !page.includes('set-cookie')).join('\n'))).toEqual([]);
    expect(search.found(scene.service.logs.join('\n'))).toEqual([]);
    expect(search.found(await everyRow())).toEqual([]);
    const audit = await scene.service.send('GET', '/v1/audit?limit=200');
    expect(search.found(audit.text)).toEqual([]);
  });

  test("is destroyed with the session's end", async () => {
    const visitor = await scene.atCredentials('apiToken', { name: 'Destroyed' });
    await visitor.send({ apiToken: scene.org.apiToken });
    const id = new URL(visitor.page.url).pathname.split('/')[2];
    const sealed = async () =>
      (await scene.sql<{ sealed: Buffer | null }>('SELECT sealed FROM connect_session WHERE id = $1', [id]))[0]?.sealed;
    await expect(sealed()).resolves.not.toBeNull();
    await visitor.send({ do: 'finish' });
    await expect(sealed()).resolves.toBeNull();
  });
});

describe('text of others', () => {
  const EVIL = `"><img src=x onerror=alert(1)><script>alert(2)</script>'`;

  const harmless = (html: string) => {
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
  };

  test('is shown as text: name, address, client id, scopes', async () => {
    const visitor = scene.visitor();
    await visitor.open((await scene.session({ user: EVIL })).url);
    await visitor.send({ address: EVIL });
    harmless(visitor.html);
    expect(visitor.text).toContain('This is not the address of an Okta org');
    await visitor.send({ address: scene.org.url });
    await visitor.send({ way: EVIL });
    harmless(visitor.html);
    await visitor.send({ way: 'privateKey' });
    await visitor.send({ preset: 'tasks', more: EVIL });
    harmless(visitor.html);
    await visitor.send({ preset: 'everything' });
    await visitor.open(visitor.link('I have done this'));
    await visitor.send({ name: EVIL, clientId: EVIL, keyId: EVIL, privateKey: EVIL });
    harmless(visitor.html);
    expect(visitor.html).toContain('&#34;&#62;&#60;img src=x');
  });

  test("is shown as text: a connection's name on the last pages", async () => {
    const visitor = await scene.atCredentials('apiToken', { name: EVIL });
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.step).toBe('result');
    harmless(visitor.html);
    await visitor.send({ do: 'finish' });
    expect(visitor.text).toContain(EVIL);
    harmless(visitor.html);
  });

  test("is shown as text: Okta's own words", async () => {
    await scene.org.faults.add({
      kind: 'status',
      status: 401,
      path: '^/api/v1/users/me$',
      body: { errorCode: 'E0000011', errorSummary: EVIL, errorCauses: [] },
      times: 1,
    });
    const visitor = await scene.atCredentials('apiToken', { name: 'Words' });
    await visitor.send({ apiToken: scene.org.apiToken });
    expect(visitor.text).toContain(EVIL);
    harmless(visitor.html);
  });
});
