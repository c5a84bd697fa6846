import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sendRaw, startShell, type ShellApp } from '../support/shell-app.js';
import { expectProblem, PUBLIC_URL, StubModule } from '../support/shell-stub.js';

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

describe('a problem', () => {
  test('for an unknown route names the path without the query', async () => {
    const problem = await expectProblem(await fetch(`${shell.url}/nowhere?secret=1`), 404, 'not_found');
    expect(problem).toEqual({
      type: 'https://okta.platform.example/docs/errors#not_found',
      title: 'Not found',
      status: 404,
      detail: expect.any(String),
      instance: '/nowhere',
      code: 'not_found',
      requestId: expect.any(String),
      retryable: false,
    });
  });

  test('for an unknown method of a known path is the same as for an unknown path', async () => {
    const method = await expectProblem(await fetch(`${shell.url}/stub`, { method: 'DELETE' }), 404, 'not_found');
    const path = await expectProblem(await fetch(`${shell.url}/nowhere`), 404, 'not_found');
    const same = { instance: '', requestId: '' };
    expect({ ...method, ...same }).toEqual({ ...path, ...same });
  });

  test('for a mistake of ours hides stack, SQL and cause; the log has them, without what hangs on the error', async () => {
    const problem = await expectProblem(await fetch(`${shell.url}/stub/fails`), 500, 'internal_error');
    expect(JSON.stringify(problem)).not.toMatch(/canary| at /);
    expect(shell.log()).toContain('canary-cause');
    expect(shell.log()).not.toContain('canary-query');
  });

  test('says when to try again in body and header', async () => {
    const response = await fetch(`${shell.url}/stub/limited`);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await expectProblem(response, 429, 'okta_rate_limited')).toMatchObject({
      retryAfterSeconds: 7,
      retryable: true,
    });
  });

  test('replaces headers of the answer that the handler had in mind', async () => {
    const response = await fetch(`${shell.url}/stub/cached`);
    await expectProblem(response, 404, 'not_found');
    expect(response.headers.get('etag')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe('bodies', () => {
  test('a good one arrives', async () => {
    expect(await (await post('/stub/echo', '{"text":"ä"}')).json()).toMatchObject({ body: { text: 'ä' } });
  });

  test.each([
    ['cut off', '{"text":'],
    ['not JSON', 'text=1'],
    ['with __proto__', '{"text":"a","__proto__":{"admin":true}}'],
    ['with constructor.prototype', '{"text":"a","constructor":{"prototype":{"admin":true}}}'],
    ['too deep', `${'['.repeat(101)}${']'.repeat(101)}`],
    ['far too deep', '['.repeat(900_000)],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
  ])('%s: malformed_request', async (_, body) => {
    await expectProblem(await post('/stub/any', body), 400, 'malformed_request');
  });

  test.each([
    ['of the wrong type', '{"text":1}', '/text'],
    ['with an unknown field', '{"text":"a","more":1}', '/more'],
    ['that is an array', '[]', ''],
    ['that is null', 'null', ''],
    ['that is empty', '', ''],
  ])('%s: invalid_input', async (_, body, pointer) => {
    const problem = await expectProblem(await post('/stub/echo', body), 422, 'invalid_input');
    expect(problem['errors']).toEqual([{ pointer, message: expect.any(String) }]);
  });

  test('of a megabyte arrive, larger ones are payload_too_large, with and without a length', async () => {
    const json = (size: number) => JSON.stringify({ text: 'x'.repeat(size - 11) });
    expect((await post('/stub/echo', json(1024 * 1024))).status).toBe(200);
    await expectProblem(await post('/stub/echo', json(1024 * 1024 + 1)), 413, 'payload_too_large');
    const chunk = `${(1024 * 1024 + 1).toString(16)}\r\n${json(1024 * 1024 + 1)}\r\n0\r\n\r\n`;
    const head =
      'POST /stub/echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    await expectProblem(await sendRaw(shell.port, head + chunk), 413, 'payload_too_large');
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
    '',
  ])('of type %j: unsupported_media_type', async (type) => {
    await expectProblem(
      await post('/stub/echo', Buffer.from('x'), { 'content-type': type }),
      415,
      'unsupported_media_type',
    );
  });

  test('none at all is fine where none is needed, whatever the header says', async () => {
    const bare = await fetch(`${shell.url}/stub/any`, { method: 'POST' });
    const typed = await post('/stub/any', '');
    expect([await bare.json(), await typed.json()]).toEqual([{ body: null }, { body: null }]);
  });
});

describe('addresses', () => {
  test.each(['/stub/items/%', '/stub/items/%zz', '/stub/items/%ff', '/%c0%ae'])(
    '%s: malformed_request',
    async (path) => {
      const answer = await sendRaw(shell.port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      await expectProblem(answer, 400, 'malformed_request');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  test('an id of 1024 characters arrives, a far longer one is not_found', async () => {
    expect((await fetch(`${shell.url}/stub/items/${'a'.repeat(1024)}`)).status).toBe(200);
    await expectProblem(await fetch(`${shell.url}/stub/items/${'a'.repeat(4000)}`), 404, 'not_found');
  });

  test('encoded separators stay inside their segment', async () => {
    expect(await (await fetch(`${shell.url}/stub/items/a%2Fb%3Fc`)).json()).toEqual({ id: 'a/b?c', query: {} });
  });

  test('query parameters are checked', async () => {
    const problem = await expectProblem(await fetch(`${shell.url}/stub/items/1?limit=9&limit=8`), 422, 'invalid_input');
    expect(problem['errors']).toEqual([{ pointer: '/limit', message: expect.any(String) }]);
  });
});

describe('what is hardly HTTP', () => {
  test.each([
    ['noise', 'NONSENSE\r\n\r\n'],
    ['an unknown method', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['no Host', 'GET /stub HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['headers of 20 kB', `GET /stub HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['an address of 20 kB', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['an unknown expectation', 'GET /stub HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n'],
    ['two lengths', 'POST /stub/any HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST /stub/any HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TLS', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])],
  ])('%s: malformed_request', async (_, bytes) => {
    await expectProblem(await sendRaw(shell.port, bytes), 400, 'malformed_request');
  });
});
