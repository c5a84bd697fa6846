import { randomUUID } from 'node:crypto';
import { ServerResponse, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { ConnectorError } from '../errors.js';
import { countProblem } from '../telemetry/http-metrics.js';
import { pathOf } from './request-context.js';
import { requestIdOf } from './request-id.js';
import { PROBLEM_JSON } from './send-problem.js';
import { toProblem } from './to-problem.js';

const DETAILS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: 'The request line and the headers may have 16 kB together. Send shorter ones.',
  ERR_HTTP_REQUEST_TIMEOUT: 'The request did not arrive completely in time. Send it again.',
};

/** The whole answer to bytes that are no HTTP request: status line, headers, problem. */
function rawProblem(errorCode: string | undefined, place: { publicUrl: string; requestId: string }): string {
  const detail = DETAILS[errorCode ?? ''] ?? 'This is not a well-formed HTTP request.';
  countProblem('malformed_request');
  const body = JSON.stringify(toProblem(new ConnectorError('malformed_request', detail), { ...place, path: '/' }));
  const head = [
    'HTTP/1.1 400 Bad Request',
    `Content-Type: ${PROBLEM_JSON}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    `X-Request-Id: ${place.requestId}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** Answers what Node's HTTP parser refuses, unless an answer is already on its way through the socket. */
export function clientErrorHandler(publicUrl: string) {
  return (error: NodeJS.ErrnoException, socket: Socket): void => {
    const mayAnswer = socket.writable && error.code !== 'ECONNRESET' && !answerBegun(socket);
    if (mayAnswer) socket.end(rawProblem(error.code, { publicUrl, requestId: randomUUID() }));
    else socket.destroy(error);
  };
}

/** Node keeps the response that is being written on the socket; two answers in each other would be garbage. */
function answerBegun(socket: Socket): boolean {
  const response: unknown = Reflect.get(socket, '_httpMessage');
  return response instanceof ServerResponse && response.headersSent;
}

/** Node answers an unknown `Expect` header with a bare 417 by itself; this answers with a problem. */
export function answerUnknownExpectations(server: Server, publicUrl: string): void {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const error = new ConnectorError('malformed_request', 'The only expectation supported is "Expect: 100-continue".');
    const requestId = requestIdOf(request);
    const body = JSON.stringify(toProblem(error, { publicUrl, path: pathOf(request.url ?? '/'), requestId }));
    response.writeHead(error.status, { 'Content-Type': PROBLEM_JSON, 'X-Request-Id': requestId, Connection: 'close' });
    response.end(body);
  });
}
