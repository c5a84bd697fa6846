import { StringDecoder } from 'node:string_decoder';
import type { Dispatcher, Pool } from 'undici';
import type { HttpMethod } from './okta-request.js';

type ResponseHeaders = Record<string, string | string[] | undefined>;

export interface ExchangeRequest {
  method: HttpMethod;
  target: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** For everything: waiting for a connection, connecting, sending, and the last byte of the answer. */
  timeoutMs: number;
  maxBytes: number;
  /** What an answer is that is longer: a failure, or taken as far as it goes. */
  beyond?: 'fail' | 'cut';
  signal?: AbortSignal | undefined;
}

export interface ExchangeAnswer {
  kind: 'answer';
  status: number;
  headers: ResponseHeaders;
  text: string;
}

export interface ExchangeFailure {
  kind: 'failure';
  reason: 'timeout' | 'aborted' | 'tooLarge' | 'connection';
  /** False: not a byte of the request has left, so the other side cannot have acted on it. */
  sent: boolean;
  error: unknown;
}

export type ExchangeResult = ExchangeAnswer | ExchangeFailure;

/** One HTTP request and its whole answer. Never rejects; no redirects, no retries. */
export function exchange(pool: Pool, request: ExchangeRequest): Promise<ExchangeResult> {
  return new Promise((resolve) => {
    const handler = new ExchangeHandler(request, resolve);
    pool.dispatch(
      {
        method: request.method,
        path: request.target,
        headers: request.headers,
        body: request.body ?? null,
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      handler,
    );
  });
}

const TIMEOUT_CODES = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

const TOO_LATE = 'The deadline has passed';

/** Collects the answer. One timer bounds the whole, which undici's timeouts, reset at each byte, do not. */
class ExchangeHandler implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private status = 0;
  private headers: ResponseHeaders = {};
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private settled = false;
  private readonly startedAt = performance.now();
  private readonly timer: NodeJS.Timeout;
  private readonly onAbort = () => this.fail('aborted', this.request.signal?.reason);

  constructor(
    private readonly request: ExchangeRequest,
    private readonly resolve: (result: ExchangeResult) => void,
  ) {
    this.timer = setTimeout(() => this.fail('timeout', new Error(TOO_LATE)), request.timeoutMs);
    if (request.signal?.aborted) this.onAbort();
    else request.signal?.addEventListener('abort', this.onAbort, { once: true });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A process that was stopped sees its connection before its timer: nothing may leave after the deadline.
    if (performance.now() - this.startedAt >= this.request.timeoutMs) this.fail('timeout', new Error(TOO_LATE));
    if (this.settled) return controller.abort(new Error('Given up before it was sent'));
    this.controller = controller;
  }

  /** Called for 1xx too; the final answer comes last. */
  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size <= this.request.maxBytes) return void this.chunks.push(chunk);
    if (this.request.beyond !== 'cut') return this.fail('tooLarge', new Error('The answer is too large'));
    this.chunks.push(chunk);
    this.onResponseEnd();
    this.controller?.abort(new Error('Enough of it'));
  }

  onResponseEnd(): void {
    this.settle({ kind: 'answer', status: this.status, headers: this.headers, text: textOf(this.chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(TIMEOUT_CODES.has(errorCode(error) ?? '') ? 'timeout' : 'connection', error);
  }

  private fail(reason: ExchangeFailure['reason'], error: unknown): void {
    if (this.settled) return;
    this.settle({ kind: 'failure', reason, sent: this.controller !== undefined, error });
    this.controller?.abort(new Error('Given up'));
  }

  private settle(result: ExchangeResult): void {
    if (this.settled) return;
    this.settled = true;
    clearTimeout(this.timer);
    this.request.signal?.removeEventListener('abort', this.onAbort);
    this.resolve(result);
  }
}

/** Read piece by piece: copies of long answers outside V8's heap would make it collect all of the heap again and again. */
function textOf(chunks: readonly Buffer[]): string {
  const [only] = chunks;
  if (chunks.length === 1 && only) return only.toString('utf8');
  const decoder = new StringDecoder('utf8');
  return chunks.map((chunk) => decoder.write(chunk)).join('') + decoder.end();
}

/** The `code` of an error of Node, of undici or of this service. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : undefined;
}
