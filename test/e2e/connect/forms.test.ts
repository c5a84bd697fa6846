import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConnectScene, HOST, PUBLIC_URL, RETURN_URL } from './connect-scene.ts';

let scene: ConnectScene;

beforeAll(async () => {
  scene = await ConnectScene.set();
});
afterAll(() => scene.strike());

describe('a form', () => {
  async function atOrg() {
    const visitor = scene.visitor();
    await visitor.open((await scene.session()).url);
    return visitor;
  }

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['http in place of https', { origin: `http://${HOST}` }],
  ])('is refused from %s', async (_, headers) => {
    const visitor = await atOrg();
    await visitor.send({ address: scene.org.url }, headers);
    expect(visitor.page.status).toBe(403);
    expect(visitor.text).toContain('This form was not taken');
    await visitor.open(visitor.link('Back to the page'));
    expect(visitor.step).toBe('org');
  });

  test.each([
    ['without its token', () => ({})],
    ['with a token that was made up', () => ({ form_token: 'A'.repeat(43) })],
    ["with another session's token", (other: string) => ({ form_token: other })],
  ])('is refused %s', async (_, fields) => {
    const other = (await atOrg()).form().token;
    const visitor = await atOrg();
    const cookie = [...visitor.cookies(HOST)].map(([name, value]) => `${name}=${value}`).join('; ');
    const send = (form: Record<string, string>) =>
      fetch(`${scene.service.baseUrl}${visitor.form().action}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: PUBLIC_URL, 'x-forwarded-host': HOST },
        body: new URLSearchParams({ address: scene.org.url, ...form }),
      });
    expect((await send(fields(other))).status).toBe(403);
    // Control: what was missing is the token alone.
    const taken = await send({ form_token: visitor.form().token });
    expect([taken.status, taken.headers.get('location')]).toEqual([303, expect.stringMatching(/\/way$/)]);
  });

  test('is refused by the routes of the API', async () => {
    const token = await scene.service.token();
    const response = await fetch(`${scene.service.baseUrl}/v1/connect-sessions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ returnUrl: RETURN_URL, user: 'ada' }),
    });
    expect(response.status).toBe(415);
  });

  test('that is larger than any key is refused', async () => {
    const visitor = await atOrg();
    await visitor.send({ address: 'a'.repeat(70_000) });
    expect(visitor.page.status).toBe(413);
  });
});

describe('a page', () => {
  test('keeps to itself: policy, no framing, no cache, no referrer to other sites', async () => {
    const visitor = scene.visitor();
    await visitor.open((await scene.session()).url);
    const { headers } = visitor.page;
    expect(headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(visitor.html).not.toMatch(/<script(?![^>]*src=)|style="|\son\w+="/);
  });
});
