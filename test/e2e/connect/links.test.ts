import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConnectScene, HOST, PUBLIC_URL, type BegunSession } from './connect-scene.ts';

let scene: ConnectScene;

beforeAll(async () => {
  scene = await ConnectScene.set();
});
afterAll(() => scene.strike());

const COOKIE = '__Host-okta_connector_connect';

const expire = ({ id }: BegunSession) =>
  scene.sql('UPDATE connect_session SET expires_at = now(), due_at = now() WHERE id = $1', [id]);

describe('a link', () => {
  test('ties the session to the browser that opens it', async () => {
    const { id, url } = await scene.session();
    const visitor = scene.visitor();
    const { hops } = await visitor.open(url);
    expect(hops[0]?.status).toBe(303);
    expect(hops[0]?.headers.get('set-cookie')).toMatch(
      new RegExp(`^${COOKIE}=[A-Za-z0-9_-]{43}; Path=/; Max-Age=1800; HttpOnly; SameSite=Lax; Secure$`),
    );
    expect(visitor.page.url).toBe(`${PUBLIC_URL}/connect/${id}/org`);
    const [row] = await scene.sql<{ text: string }>('SELECT s::text AS text FROM connect_session s WHERE id = $1', [
      id,
    ]);
    expect(row?.text).not.toContain(visitor.cookies(HOST).get(COOKIE) ?? 'none');
  });

  test('leads the same browser back to where it was', async () => {
    const { url } = await scene.session();
    const visitor = scene.visitor();
    await visitor.open(url);
    await visitor.send({ address: scene.org.url });
    await visitor.open(url);
    expect([visitor.page.status, visitor.step]).toEqual([200, 'way']);
  });

  test('shows another browser a clear page, and no more', async () => {
    const { url } = await scene.session({ user: 'ada@acme.example' });
    const first = scene.visitor();
    await first.open(url);
    const second = scene.visitor();
    await second.open(url);
    expect(second.page.status).toBe(403);
    expect(second.text).toContain('This link belongs to another browser');
    expect(second.html).not.toContain('ada@acme.example');
    await second.open(first.page.url);
    expect(second.page.status).toBe(403);
    await first.openStep('org');
    expect(first.page.status).toBe(200);
  });

  test('is not opened by a scanner that asks with HEAD', async () => {
    const { url } = await scene.session();
    expect((await scene.visitor().open(url, { method: 'HEAD' })).status).toBe(404);
    expect((await scene.visitor().open(url)).status).toBe(200);
  });

  test('serves two sessions of one browser side by side', async () => {
    const visitor = scene.visitor();
    await visitor.open((await scene.session()).url);
    const first = visitor.page.url;
    await visitor.open((await scene.session()).url);
    await visitor.open(first);
    expect(visitor.page.status).toBe(200);
  });

  test.each(['A'.repeat(43), 'cs_00000000000000000000000000000000', 'nonsense', '%00'])(
    'that was made up, %s, does not work',
    async (key) => {
      const { status, html } = await scene.visitor().open(`${PUBLIC_URL}/connect/${key}`);
      expect(status).toBe(404);
      expect(html).toContain('This link does not work');
    },
  );

  test('that has expired says so, also in the middle of the steps', async () => {
    const session = await scene.session();
    const visitor = scene.visitor();
    await visitor.open(session.url);
    await expire(session);
    expect((await visitor.openStep('org')).status).toBe(410);
    expect(visitor.text).toContain('This link has expired');
    await visitor.open(session.url);
    expect(visitor.page.status).toBe(410);
  });

  test('that has been used up leads its browser back to the platform, and nobody else anywhere', async () => {
    const { url } = await scene.session({ scopes: ['okta.users.read'] });
    const visitor = scene.visitor();
    await visitor.open(url);
    await visitor.send({ address: scene.org.url });
    await visitor.send({ way: 'apiToken' });
    await visitor.open(visitor.link('I have done this'));
    await visitor.send({ name: 'Used up', apiToken: scene.org.apiToken });
    const form = visitor.form();
    await visitor.send({ do: 'finish' });
    await visitor.open(url);
    expect(visitor.step).toBe('done');
    await visitor.openStep('credentials');
    expect(visitor.step).toBe('done');
    expect(form.action).toContain('/result');
    const other = scene.visitor();
    await other.open(url);
    expect(other.page.status).toBe(410);
    expect(other.text).toContain('This link has been used');
  });
});
