import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientScene, GET, POST } from './client-scene.js';
import { text, json, ok, error } from './fault-server.js';

let scene: ClientScene;

beforeEach(async () => {
  scene = await ClientScene.start();
});

afterEach(async () => scene.stop());

describe('OktaClient sends', () => {
  it('the request with its own headers, and gives the whole answer', async () => {
    const limits = { 'x-rate-limit-limit': '600', 'x-rate-limit-remaining': '598', 'x-rate-limit-reset': '1767225600' };
    const links = [
      `<${scene.okta.origin}/api/v1/users?limit=1>; rel="self"`,
      `<${scene.okta.origin}/api/v1/users?after=x>; rel="next"`,
    ];
    scene.okta.plays(json(200, [{ id: '00u1' }], { ...limits, link: links, 'x-okta-request-id': 'req-1' }));
    const answer = await scene.send({ ...GET, target: '/api/v1/users?limit=1' });
    expect(answer).toMatchObject({
      status: 200,
      text: '[{"id":"00u1"}]',
      json: [{ id: '00u1' }],
      requestId: 'req-1',
      rateLimit: { limit: 600, remaining: 598, resetAt: '2026-01-01T00:00:00.000Z' },
      next: '/api/v1/users?after=x',
      attempts: 1,
    });
    expect(scene.okta.seen).toHaveLength(1);
    expect(scene.okta.seen[0]).toMatchObject({ method: 'GET', url: '/api/v1/users?limit=1', body: '' });
    expect(scene.okta.seen[0]?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^okta-connector\/\d+\.\d+\.\d+$/),
      authorization: 'SSWS token-1',
      'x-seen': `GET ${scene.okta.origin}/api/v1/users?limit=1`,
    });
    expect(scene.okta.seen[0]?.headers).not.toHaveProperty('x-okta-retry-count');
  });

  it("the request's own headers in place of the defaults, never in place of the credentials", async () => {
    scene.okta.plays(ok);
    await scene.send({ ...GET, headers: { accept: 'text/xml', authorization: 'SSWS stolen' } });
    expect(scene.okta.seen[0]?.headers).toMatchObject({ accept: 'text/xml', authorization: 'SSWS token-1' });
  });

  it.each(['POST', 'PUT'] as const)('Content-Length: 0 with a %s that has no body', async (method) => {
    scene.okta.plays(ok);
    await scene.send({ method, target: '/api/v1/users/00u1/lifecycle/suspend', idempotent: false });
    expect(scene.okta.seen[0]?.headers).toMatchObject({ 'content-length': '0' });
    expect(scene.okta.seen[0]?.headers).not.toHaveProperty('transfer-encoding');
  });

  it.each(['GET', 'DELETE'] as const)('no Content-Length with a %s', async (method) => {
    scene.okta.plays(text(204));
    await scene.send({ ...GET, method });
    expect(scene.okta.seen[0]?.headers).not.toHaveProperty('content-length');
  });

  it('a body as UTF-8 with its length in bytes', async () => {
    scene.okta.plays(ok);
    await scene.send({ ...POST, body: '{"name":"Žofie"}' });
    expect(scene.okta.seen[0]).toMatchObject({ body: '{"name":"Žofie"}', headers: { 'content-length': '17' } });
  });
});

describe('OktaClient takes', () => {
  it.each([200, 201, 202, 204, 207])('any 2xx, such as %i, without a body for null', async (status) => {
    scene.okta.plays(text(status));
    await expect(scene.send(GET)).resolves.toMatchObject({
      status,
      text: '',
      json: null,
      next: undefined,
      rateLimit: undefined,
    });
  });

  it('JSON whatever the content type says', async () => {
    scene.okta.plays(text(200, '{"a":1}', { 'content-type': 'text/plain;charset=ISO-8859-1' }));
    await expect(scene.send(GET)).resolves.toMatchObject({ json: { a: 1 } });
  });

  it('another format where the request asked for it', async () => {
    scene.okta.plays(text(200, '<xml/>', { 'content-type': 'text/xml' }));
    await expect(scene.send({ ...GET, headers: { accept: 'text/xml' } })).resolves.toMatchObject({
      text: '<xml/>',
      json: null,
    });
  });

  it('an answer in many pieces', async () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({ id: `00u${index}`, name: 'Žofie' }));
    scene.okta.plays(json(200, items));
    const answer = await scene.send(GET);
    expect(answer.json).toEqual(items);
  });

  it.each([
    ['HTML', text(200, '<html>maintenance</html>', { 'content-type': 'text/html' })],
    ['broken JSON', text(200, '{"id":')],
    ['compressed bytes', text(200, '\u001f\u008b\u0008')],
  ])('%s with 200 for an answer that is none', async (_, respond) => {
    scene.okta.plays(respond);
    expect((await scene.failure(GET)).code).toBe('okta_unavailable');
    expect((await scene.failure(POST)).code).toBe('outcome_unknown');
  });

  it('no answer beyond the bound', async () => {
    scene.okta.plays(json(200, 'x'.repeat(50_000)));
    const tooLarge = await scene.failure(GET, { maxAnswerBytes: 10_000 });
    expect([tooLarge.code, tooLarge.retryable, scene.okta.seen.length]).toEqual(['okta_unavailable', false, 1]);
  });

  it('no redirect', async () => {
    scene.okta.plays(text(302, '', { location: '/api/v1/users/00u2' }));
    expect((await scene.failure(GET)).code).toBe('okta_unavailable');
    expect(scene.okta.seen).toHaveLength(1);
  });

  it('no next page on another host', async () => {
    scene.okta.plays(json(200, [], { link: '<https://evil.example/api/v1/users?after=x>; rel="next"' }));
    expect((await scene.failure(GET)).code).toBe('okta_unavailable');
  });

  it('the answer to a POST whatever its links say', async () => {
    scene.okta.plays(json(200, {}, { link: '<https://evil.example/x>; rel="next"' }));
    await expect(scene.send(POST)).resolves.toMatchObject({ status: 200, next: undefined });
  });

  it('the answer that follows early hints', async () => {
    scene.okta.plays((response, request) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      ok(response, request);
    });
    await expect(scene.send(GET)).resolves.toMatchObject({ status: 200, requestId: 'req-ok' });
  });

  it('an answer without keeping a timer behind', async () => {
    scene.okta.plays(ok);
    await scene.send(GET);
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    await Promise.all(Array.from({ length: 20 }, async () => scene.send(GET)));
    expect(timers()).toBeLessThan(before + 20);
  });

  it('an error of Okta as it is meant, once', async () => {
    scene.okta.plays(error(404, 'E0000007', { 'x-okta-request-id': 'req-2' }));
    const notFound = await scene.failure(GET);
    expect(notFound.code).toBe('okta_not_found');
    expect(notFound.details.upstream).toEqual({
      status: 404,
      code: 'E0000007',
      summary: 'E0000007',
      requestId: 'req-2',
    });
    expect(scene.okta.seen).toHaveLength(1);
  });

  it('an answer of 400 to 499 as an answer, where the caller wants to judge it', async () => {
    scene.okta.plays(error(404, 'E0000007'));
    await expect(scene.send(GET, { acceptClientErrors: true })).resolves.toMatchObject({
      status: 404,
      json: { errorCode: 'E0000007' },
    });
    scene.okta.plays(text(403, '<html>'));
    await expect(scene.send(GET, { acceptClientErrors: true })).resolves.toMatchObject({
      status: 403,
      text: '<html>',
      json: null,
    });
    scene.okta.plays(error(500, 'E0000009'));
    expect((await scene.failure(GET, { acceptClientErrors: true })).code).toBe('okta_unavailable');
  });
});
