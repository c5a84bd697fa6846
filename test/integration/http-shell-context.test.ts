import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sendRaw, startShell, type ShellApp } from '../support/shell-app.js';
import { PUBLIC_URL, StubModule } from '../support/shell-stub.js';

let shell: ShellApp;

beforeAll(async () => {
  shell = await startShell([StubModule], { PUBLIC_URL });
});

afterAll(() => shell.close());

const post = (
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = { 'content-type': 'application/json' },
) => fetch(`${shell.url}${path}`, { method: 'POST', headers, body });

describe('the request id', () => {
  test('of the caller is used in answer, context and log', async () => {
    const response = await fetch(`${shell.url}/stub`, { headers: { 'x-request-id': 'abc.DEF_1-2' } });
    expect(response.headers.get('x-request-id')).toBe('abc.DEF_1-2');
    expect(await response.json()).toEqual({ requestId: 'abc.DEF_1-2' });
    expect(shell.requests()).toContainEqual(expect.objectContaining({ requestId: 'abc.DEF_1-2', route: '/stub' }));
  });

  test('is there after a body that came in pieces', async () => {
    const pieces = new ReadableStream({
      async start(controller) {
        for (const piece of ['{"text', '":"', 'a"}']) {
          controller.enqueue(new TextEncoder().encode(piece));
          // oxlint-disable-next-line no-await-in-loop
          await new Promise((resolve) => setImmediate(resolve));
        }
        controller.close();
      },
    });
    const headers = { 'content-type': 'application/json', 'x-request-id': 'in-pieces' };
    const init = { method: 'POST', headers, body: pieces, duplex: 'half' as const };
    expect(await (await fetch(`${shell.url}/stub/echo`, init)).json()).toMatchObject({ requestId: 'in-pieces' });
  });

  test('that is none is replaced', async () => {
    const response = await fetch(`${shell.url}/stub`, { headers: { 'x-request-id': 'a b' } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('every answer carries the security headers', async () => {
  const responses = await Promise.all(['/stub', '/nowhere', '/stub/fails'].map((path) => fetch(`${shell.url}${path}`)));
  for (const { headers } of responses) {
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'strict-transport-security': expect.stringContaining('max-age'),
    });
  }
});

describe('the log', () => {
  test('has one line for each request, with the pattern of the route', async () => {
    await fetch(`${shell.url}/stub/items/ada@example.com?limit=1`, { headers: { 'x-request-id': 'line-1' } });
    const lines = shell.requests().filter(({ requestId }) => requestId === 'line-1');
    expect(lines).toEqual([
      expect.objectContaining({ method: 'GET', route: '/stub/items/:id', status: 200, ms: expect.any(Number) }),
    ]);
    expect(shell.log()).not.toContain('ada@example.com');
  });

  test('names the code of a problem', async () => {
    await fetch(`${shell.url}/nowhere`, { headers: { 'x-request-id': 'line-2' } });
    expect(shell.requests().find(({ requestId }) => requestId === 'line-2')).toMatchObject({
      status: 404,
      code: 'not_found',
    });
  });

  test('holds nothing that was sent in headers, query or body', async () => {
    const canary = 'canary-3f9a';
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${canary}`,
      cookie: canary,
      dpop: canary,
    };
    await post(`/stub/echo?token=${canary}`, JSON.stringify({ text: canary }), headers);
    await post(`/stub/echo?token=${canary}`, JSON.stringify({ text: canary, [canary]: 1 }), headers);
    await post(`/stub/echo?token=${canary}`, `{"${canary}`, headers);
    await sendRaw(shell.port, `GET /${canary}%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(shell.requests().length).toBeGreaterThan(3);
    expect(shell.log()).not.toContain(canary);
  });
});

describe('an answer that has begun', () => {
  test.each(['/stub/half', '/stub/begun'])('%s is broken off, so that nobody takes it for complete', async (path) => {
    const answer = fetch(`${shell.url}${path}`).then((response) => response.text());
    await expect(answer).rejects.toThrow();
  });
});
