import { ServerResponse, type IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { clientErrorHandler } from '../../../../src/core/http/socket-errors.js';

/** A socket that keeps what is written to it. */
function openSocket(members: object = {}) {
  const stream = Object.assign(new PassThrough(), members);
  stream.on('error', () => undefined);
  return { socket: stream as unknown as Socket, written: () => String(stream.read() ?? '') };
}

const handle = clientErrorHandler('https://okta.platform.example');
const errorOf = (code: string): NodeJS.ErrnoException => Object.assign(new Error('secret text'), { code });

describe('what Node’s parser refuses', () => {
  test.each([
    ['HPE_HEADER_OVERFLOW', '16 kB'],
    ['ERR_HTTP_REQUEST_TIMEOUT', 'in time'],
    ['HPE_INVALID_METHOD', 'well-formed'],
  ])('%s is answered with a problem', (code, hint) => {
    const { socket, written } = openSocket();
    handle(errorOf(code), socket);
    const answer = written();
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
    expect(JSON.parse(body)).toMatchObject({ code: 'malformed_request', detail: expect.stringContaining(hint) });
    expect(answer).not.toContain('secret');
    expect(socket.writableEnded).toBe(true);
  });
});

describe('the connection is dropped without an answer', () => {
  test('when the other side is gone', () => {
    const { socket, written } = openSocket();
    handle(errorOf('ECONNRESET'), socket);
    expect([written(), socket.destroyed]).toEqual(['', true]);
  });

  test('when another answer is on its way through it', () => {
    const response = new ServerResponse({ method: 'GET' } as IncomingMessage);
    response.writeHead(200);
    const { socket, written } = openSocket({ _httpMessage: response });
    handle(errorOf('HPE_INVALID_METHOD'), socket);
    expect([written(), socket.destroyed]).toEqual(['', true]);
  });
});
