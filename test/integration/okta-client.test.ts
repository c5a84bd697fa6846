import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectorError } from '../../src/core/errors.js';
import { EgressGuard } from '../../src/okta/egress-guard.js';
import { OktaClient, type OktaClientOptions, type SendOptions } from '../../src/okta/okta-client.js';
import type { Authorize, OktaOrg, OktaRequest } from '../../src/okta/okta-request.js';

type Respond = (response: ServerResponse, request: IncomingMessage) => void;

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Answers each request with the next step of the script, the last one for ever after. */
class FaultServer {
  readonly seen: Seen[] = [];
  private script: Respond[] = [];
  private constructor(private readonly server: Server) {}

  static async start(): Promise<FaultServer> {
    const server = createServer();
    const faults = new FaultServer(server);
    server.on('request', (request, response) => void faults.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return faults;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get org(): OktaOrg {
    return { origin: this.origin, linkHosts: [new URL(this.origin).host] };
  }

  plays(...script: Respond[]): void {
    this.script = script;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { method, url, headers } = request;
    const respond = this.script[Math.min(this.seen.length, this.script.length - 1)];
    this.seen.push({ method, url, headers, body });
    respond?.(response, request);
  }
}

const json =
  (status: number, body: unknown, headers: Record<string, string | string[]> = {}): Respond =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const text =
  (status: number, body = '', headers: Record<string, string> = {}): Respond =>
  (response) =>
    response.writeHead(status, headers).end(body);
const ok = json(200, { id: '00u1' }, { 'x-okta-request-id': 'req-ok' });
const error = (status: number, errorCode: string, headers = {}) =>
  json(status, { errorCode, errorSummary: errorCode }, headers);
const reset: Respond = (response) => response.socket?.resetAndDestroy();
const hang: Respond = () => undefined;
const truncate: Respond = (response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{"id":');
  setImmediate(() => response.socket?.destroy());
};
/** A byte every few milliseconds, for ever: no timeout between bytes would ever fire. */
const drip: Respond = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('"');
  const timer = setInterval(() => response.write('x'), 5);
  response.on('close', () => clearInterval(timer));
};

const GET: OktaRequest = { method: 'GET', target: '/api/v1/users/00u1', idempotent: true };
const POST: OktaRequest = { method: 'POST', target: '/api/v1/users', body: '{"a":1}', idempotent: false };

let okta: FaultServer;
let guard: EgressGuard;
let sleeps: number[];
let attempts: number;
const authorize: Authorize = async ({ method, url }) => {
  attempts += 1;
  return { authorization: `SSWS token-${attempts}`, 'x-seen': `${method} ${url}` };
};

/** A client whose waits pass at once but are counted, and count against the budget. */
function clientWith(options: OktaClientOptions = {}): OktaClient {
  return new OktaClient(guard, {
    random: () => 0.5,
    monotonic: () => performance.now() + sleeps.reduce((sum, ms) => sum + ms, 0),
    sleep: async (ms) => void sleeps.push(ms),
    ...options,
  });
}

async function send(request: OktaRequest, options: OktaClientOptions & SendOptions = {}) {
  const { acceptClientErrors, signal, ...clientOptions } = options;
  const sendOptions = { ...(acceptClientErrors && { acceptClientErrors }), ...(signal && { signal }) };
  return clientWith(clientOptions).send(okta.org, request, authorize, sendOptions);
}

/** The error that a call ends with. */
async function failure(request: OktaRequest, options: OktaClientOptions & SendOptions = {}): Promise<ConnectorError> {
  const outcome = await send(request, options).catch((thrown: unknown) => thrown);
  if (!(outcome instanceof ConnectorError))
    throw new Error('The call did not fail with a ConnectorError', { cause: outcome });
  return outcome;
}

async function until(holds: () => boolean): Promise<void> {
  if (holds()) return;
  await new Promise((resolve) => setTimeout(resolve, 5));
  await until(holds);
}

beforeEach(async () => {
  okta = await FaultServer.start();
  guard = new EgressGuard({ trustedOrigins: [okta.origin] });
  sleeps = [];
  attempts = 0;
});

afterEach(async () => {
  await okta.stop();
  await guard.close();
});

describe('OktaClient sends', () => {
  it('the request with its own headers, and gives the whole answer', async () => {
    const limits = { 'x-rate-limit-limit': '600', 'x-rate-limit-remaining': '598', 'x-rate-limit-reset': '1767225600' };
    const links = [
      `<${okta.origin}/api/v1/users?limit=1>; rel="self"`,
      `<${okta.origin}/api/v1/users?after=x>; rel="next"`,
    ];
    okta.plays(json(200, [{ id: '00u1' }], { ...limits, link: links, 'x-okta-request-id': 'req-1' }));
    const answer = await send({ ...GET, target: '/api/v1/users?limit=1' });
    expect(answer).toMatchObject({
      status: 200,
      text: '[{"id":"00u1"}]',
      json: [{ id: '00u1' }],
      requestId: 'req-1',
      rateLimit: { limit: 600, remaining: 598, resetAt: '2026-01-01T00:00:00.000Z' },
      next: '/api/v1/users?after=x',
      attempts: 1,
    });
    expect(okta.seen).toHaveLength(1);
    expect(okta.seen[0]).toMatchObject({ method: 'GET', url: '/api/v1/users?limit=1', body: '' });
    expect(okta.seen[0]?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^okta-connector\/\d+\.\d+\.\d+$/),
      authorization: 'SSWS token-1',
      'x-seen': `GET ${okta.origin}/api/v1/users?limit=1`,
    });
    expect(okta.seen[0]?.headers).not.toHaveProperty('x-okta-retry-count');
  });

  it("the request's own headers in place of the defaults, never in place of the credentials", async () => {
    okta.plays(ok);
    await send({ ...GET, headers: { accept: 'text/xml', authorization: 'SSWS stolen' } });
    expect(okta.seen[0]?.headers).toMatchObject({ accept: 'text/xml', authorization: 'SSWS token-1' });
  });

  it.each(['POST', 'PUT'] as const)('Content-Length: 0 with a %s that has no body', async (method) => {
    okta.plays(ok);
    await send({ method, target: '/api/v1/users/00u1/lifecycle/suspend', idempotent: false });
    expect(okta.seen[0]?.headers).toMatchObject({ 'content-length': '0' });
    expect(okta.seen[0]?.headers).not.toHaveProperty('transfer-encoding');
  });

  it.each(['GET', 'DELETE'] as const)('no Content-Length with a %s', async (method) => {
    okta.plays(text(204));
    await send({ ...GET, method });
    expect(okta.seen[0]?.headers).not.toHaveProperty('content-length');
  });

  it('a body as UTF-8 with its length in bytes', async () => {
    okta.plays(ok);
    await send({ ...POST, body: '{"name":"Žofie"}' });
    expect(okta.seen[0]).toMatchObject({ body: '{"name":"Žofie"}', headers: { 'content-length': '17' } });
  });
});

describe('OktaClient takes', () => {
  it.each([200, 201, 202, 204, 207])('any 2xx, such as %i, without a body for null', async (status) => {
    okta.plays(text(status));
    await expect(send(GET)).resolves.toMatchObject({
      status,
      text: '',
      json: null,
      next: undefined,
      rateLimit: undefined,
    });
  });

  it('JSON whatever the content type says', async () => {
    okta.plays(text(200, '{"a":1}', { 'content-type': 'text/plain;charset=ISO-8859-1' }));
    await expect(send(GET)).resolves.toMatchObject({ json: { a: 1 } });
  });

  it('another format where the request asked for it', async () => {
    okta.plays(text(200, '<xml/>', { 'content-type': 'text/xml' }));
    await expect(send({ ...GET, headers: { accept: 'text/xml' } })).resolves.toMatchObject({
      text: '<xml/>',
      json: null,
    });
  });

  it('an answer in many pieces', async () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({ id: `00u${index}`, name: 'Žofie' }));
    okta.plays(json(200, items));
    const answer = await send(GET);
    expect(answer.json).toEqual(items);
  });

  it.each([
    ['HTML', text(200, '<html>maintenance</html>', { 'content-type': 'text/html' })],
    ['broken JSON', text(200, '{"id":')],
    ['compressed bytes', text(200, '\u001f\u008b\u0008')],
  ])('%s with 200 for an answer that is none', async (_, respond) => {
    okta.plays(respond);
    expect((await failure(GET)).code).toBe('okta_unavailable');
    expect((await failure(POST)).code).toBe('outcome_unknown');
  });

  it('no answer beyond the bound', async () => {
    okta.plays(json(200, 'x'.repeat(50_000)));
    const tooLarge = await failure(GET, { maxAnswerBytes: 10_000 });
    expect([tooLarge.code, tooLarge.retryable, okta.seen.length]).toEqual(['okta_unavailable', false, 1]);
  });

  it('no redirect', async () => {
    okta.plays(text(302, '', { location: '/api/v1/users/00u2' }));
    expect((await failure(GET)).code).toBe('okta_unavailable');
    expect(okta.seen).toHaveLength(1);
  });

  it('no next page on another host', async () => {
    okta.plays(json(200, [], { link: '<https://evil.example/api/v1/users?after=x>; rel="next"' }));
    expect((await failure(GET)).code).toBe('okta_unavailable');
  });

  it('an error of Okta as it is meant, once', async () => {
    okta.plays(error(404, 'E0000007', { 'x-okta-request-id': 'req-2' }));
    const notFound = await failure(GET);
    expect(notFound.code).toBe('okta_not_found');
    expect(notFound.details.upstream).toEqual({
      status: 404,
      code: 'E0000007',
      summary: 'E0000007',
      requestId: 'req-2',
    });
    expect(okta.seen).toHaveLength(1);
  });

  it('an answer of 400 to 499 as an answer, where the caller wants to judge it', async () => {
    okta.plays(error(404, 'E0000007'));
    await expect(send(GET, { acceptClientErrors: true })).resolves.toMatchObject({
      status: 404,
      json: { errorCode: 'E0000007' },
    });
    okta.plays(text(403, '<html>'));
    await expect(send(GET, { acceptClientErrors: true })).resolves.toMatchObject({
      status: 403,
      text: '<html>',
      json: null,
    });
    okta.plays(error(500, 'E0000009'));
    expect((await failure(GET, { acceptClientErrors: true })).code).toBe('okta_unavailable');
  });
});

describe('OktaClient waits for the rate limit', () => {
  const limited = (reset: number, date: number) =>
    error(429, 'E0000047', {
      'x-rate-limit-limit': '600',
      'x-rate-limit-remaining': '0',
      'x-rate-limit-reset': String(reset),
      date: new Date(date * 1_000).toUTCString(),
      'x-okta-request-id': 'req-429',
    });

  it.each([
    ['GET', GET],
    ['POST', POST],
  ])('and sends the %s again, with new credentials', async (_, request) => {
    okta.plays(limited(1_000, 990), ok);
    const answer = await send(request);
    expect([answer.attempts, sleeps]).toEqual([2, [11_000]]);
    expect(okta.seen.map(({ headers }) => headers.authorization)).toEqual(['SSWS token-1', 'SSWS token-2']);
    expect(okta.seen[1]?.headers).toMatchObject({ 'x-okta-retry-for': 'req-429', 'x-okta-retry-count': '1' });
  });

  it('but not beyond its budget: the caller hears how long', async () => {
    okta.plays(limited(1_000, 960));
    const rateLimited = await failure(GET);
    expect(rateLimited).toMatchObject({ code: 'okta_rate_limited', details: { retryAfterSeconds: 41 } });
    expect([okta.seen.length, sleeps]).toEqual([1, []]);
  });

  it('and adds up all waits', async () => {
    okta.plays(limited(1_000, 990));
    expect((await failure(GET)).code).toBe('okta_rate_limited');
    expect(sleeps).toEqual([11_000, 11_000]);
  });

  it('without Reset with a growing wait', async () => {
    okta.plays(error(429, 'E0000047'), error(429, 'E0000047'), ok);
    await expect(send(GET)).resolves.toMatchObject({ attempts: 3 });
    expect(sleeps).toEqual([750, 1_500]);
  });

  it('shortly where too many calls run at once', async () => {
    const headers = { 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '99999999' };
    okta.plays(error(429, 'E0000047', headers), ok);
    await expect(send(GET)).resolves.toMatchObject({ attempts: 2 });
    expect(sleeps).toEqual([750]);
  });

  it('never by itself for text messages', async () => {
    okta.plays(error(429, 'E0000109'), ok);
    expect(await failure(POST)).toMatchObject({ code: 'okta_rate_limited', details: { retryAfterSeconds: 30 } });
    expect(okta.seen).toHaveLength(1);
  });
});

describe('OktaClient, when the answer is lost,', () => {
  const faults: [string, Respond, string][] = [
    ['500', error(500, 'E0000009'), 'okta_unavailable'],
    ['502 with HTML', text(502, '<html>Bad gateway</html>'), 'okta_unavailable'],
    ['503 without a body', text(503), 'okta_unavailable'],
    ['a reset', reset, 'okta_unavailable'],
    ['a truncated body', truncate, 'okta_unavailable'],
  ];

  it.each(faults)('asks a second time after %s where that does no harm', async (_, fault) => {
    okta.plays(fault, ok);
    await expect(send(GET)).resolves.toMatchObject({ attempts: 2 });
    expect(sleeps).toEqual([125]);
  });

  it.each(faults)('gives up after three times %s', async (_, fault, code) => {
    okta.plays(fault);
    expect(await failure(GET)).toMatchObject({ code, retryable: true });
    expect([okta.seen.length, attempts]).toEqual([3, 3]);
  });

  it.each(faults)('never repeats a POST after %s', async (_, fault) => {
    okta.plays(fault, ok);
    const unknown = await failure(POST);
    expect([unknown.code, unknown.retryable, okta.seen.length]).toEqual(['outcome_unknown', false, 1]);
    expect(unknown.details.remedy).toMatch(/^Look in Okta/);
  });

  it('repeats a POST that is said to be idempotent', async () => {
    okta.plays(reset, ok);
    await expect(send({ ...POST, idempotent: true })).resolves.toMatchObject({ attempts: 2 });
  });

  it.each([
    ['hangs', hang],
    ['drips', drip],
  ])('ends at its deadline when Okta %s', async (_, fault) => {
    okta.plays(fault);
    expect((await failure(GET, { totalTimeoutMs: 150 })).code).toBe('okta_timeout');
    expect((await failure(POST, { totalTimeoutMs: 1_000 })).code).toBe('outcome_unknown');
  });

  it('knows that read-only mode has done nothing', async () => {
    okta.plays(error(503, 'E0000010'), ok);
    await expect(send(POST)).resolves.toMatchObject({ attempts: 2 });
    okta.seen.length = 0;
    okta.plays(error(503, 'E0000010'));
    expect(await failure(POST)).toMatchObject({ code: 'okta_unavailable', retryable: true });
  });
});

describe('OktaClient, when the request was never sent,', () => {
  const refused = (): OktaOrg => ({ origin: 'http://127.0.0.1:1', linkHosts: ['127.0.0.1:1'] });
  const toNowhere = async (options: OktaClientOptions = {}) => {
    await guard.close();
    guard = new EgressGuard({ trustedOrigins: [okta.origin, 'http://127.0.0.1:1'] });
    return clientWith(options);
  };

  it('tries again, a POST too, and says that Okta cannot be reached', async () => {
    const client = await toNowhere();
    await expect(client.send(refused(), POST, authorize)).rejects.toMatchObject({
      code: 'okta_unavailable',
      retryable: true,
    });
    expect(attempts).toBe(8);
    expect(sleeps).toEqual([125, 250, 500, 1_000, 2_000, 2_000, 2_000]);
  });

  it('stays within its budget', async () => {
    const client = await toNowhere({ totalTimeoutMs: 1_000 });
    await expect(client.send(refused(), POST, authorize)).rejects.toMatchObject({ code: 'okta_unavailable' });
    expect(sleeps).toEqual([125, 250, 500]);
  });

  it('leaves a host that does not lie on public addresses alone', async () => {
    await guard.close();
    guard = new EgressGuard({ resolve: (_, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]) });
    const org = { origin: 'https://acme.okta.com', linkHosts: [] };
    await expect(clientWith().send(org, GET, authorize)).rejects.toMatchObject({ code: 'url_not_allowed' });
    expect(attempts).toBe(1);
  });

  it('waits for a free connection no longer than its deadline, and does not call that an unknown outcome', async () => {
    okta.plays(hang);
    const giveUp = new AbortController();
    const busy = Array.from({ length: 25 }, async () => failure(POST, { signal: giveUp.signal }));
    await until(() => okta.seen.length === 25);
    expect((await failure(POST, { totalTimeoutMs: 50 })).code).toBe('okta_timeout');
    giveUp.abort();
    expect((await Promise.all(busy)).map(({ code }) => code)).toEqual(busy.map(() => 'outcome_unknown'));
    expect(okta.seen).toHaveLength(25);
  });

  it('does not send once the credentials took all the time', async () => {
    okta.plays(ok);
    const slow: Authorize = async () => {
      sleeps.push(30_000);
      return {};
    };
    await expect(clientWith().send(okta.org, POST, slow)).rejects.toMatchObject({ code: 'okta_timeout' });
    expect(okta.seen).toHaveLength(0);
  });

  it('passes on why there are no credentials', async () => {
    const none: Authorize = async () => {
      throw new ConnectorError('reauthorization_required', 'Reconnect.');
    };
    await expect(clientWith().send(okta.org, GET, none)).rejects.toMatchObject({ code: 'reauthorization_required' });
  });
});

describe('OktaClient, when the caller gives up,', () => {
  it('ends at once', async () => {
    const giveUp = new AbortController();
    okta.plays(() => giveUp.abort());
    expect((await failure(GET, { signal: giveUp.signal })).code).toBe('okta_timeout');
    expect(okta.seen).toHaveLength(1);
  });

  it('says that the outcome of a POST on its way is unknown', async () => {
    const giveUp = new AbortController();
    okta.plays(() => giveUp.abort());
    expect((await failure(POST, { signal: giveUp.signal })).code).toBe('outcome_unknown');
  });

  it('sends nothing when that was before', async () => {
    okta.plays(ok);
    expect((await failure(POST, { signal: AbortSignal.abort() })).code).toBe('okta_timeout');
    expect(okta.seen).toHaveLength(0);
  });

  it('does not wait for the rate limit', async () => {
    const giveUp = new AbortController();
    okta.plays(error(429, 'E0000047'), ok);
    const sleep = async (_: number, signal: AbortSignal | undefined) => {
      giveUp.abort();
      signal?.throwIfAborted();
    };
    expect((await failure(GET, { signal: giveUp.signal, sleep })).code).toBe('okta_rate_limited');
    expect(okta.seen).toHaveLength(1);
  });
});

describe("OktaClient's circuit breaker", () => {
  const started = Date.now();
  /** Sets the wall clock, which the breaker reads. */
  const passTime = (ms: number) => void jest.spyOn(Date, 'now').mockReturnValue(started + ms);

  beforeEach(() => passTime(0));
  afterEach(() => void jest.restoreAllMocks());

  it('opens after failures in a row, answers at once, and closes when the org is back', async () => {
    const client = clientWith({ breaker: { failures: 3, openForMs: 10_000 } });
    const call = async () =>
      client.send(okta.org, POST, authorize).then(
        ({ status }) => status,
        ({ code }) => code,
      );
    okta.plays(reset);
    expect([await call(), await call(), await call()]).toEqual([
      'outcome_unknown',
      'outcome_unknown',
      'outcome_unknown',
    ]);
    expect([await call(), await call()]).toEqual(['okta_unavailable', 'okta_unavailable']);
    expect(okta.seen).toHaveLength(3);
    okta.plays(ok);
    passTime(9_000);
    expect(await call()).toBe('okta_unavailable');
    passTime(11_000);
    expect([await call(), await call()]).toEqual([200, 200]);
  });

  it('says when to try again', async () => {
    const client = clientWith({ breaker: { failures: 1, openForMs: 10_000 } });
    okta.plays(reset);
    await expect(client.send(okta.org, POST, authorize)).rejects.toMatchObject({ code: 'outcome_unknown' });
    await expect(client.send(okta.org, POST, authorize)).rejects.toMatchObject({
      code: 'okta_unavailable',
      details: { retryAfterSeconds: 10 },
    });
  });

  it('lets one call try while the others still fail at once', async () => {
    const client = clientWith({ breaker: { failures: 1 } });
    okta.plays(reset);
    await expect(client.send(okta.org, POST, authorize)).rejects.toMatchObject({ code: 'outcome_unknown' });
    passTime(11_000);
    okta.plays((response) => setImmediate(() => ok(response, response.req)));
    const outcomes = await Promise.allSettled([1, 2, 3].map(async () => client.send(okta.org, POST, authorize)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it.each([
    ['404', error(404, 'E0000007')],
    ['429', error(429, 'E0000109')],
    ['500', error(500, 'E0000009')],
  ])('does not count %s: the org answers', async (_, respond) => {
    const client = clientWith({ breaker: { failures: 1 } });
    okta.plays(respond);
    for (let call = 0; call < 3; call += 1) await client.send(okta.org, POST, authorize).catch(() => undefined);
    expect(okta.seen).toHaveLength(3);
  });

  it('keeps orgs apart', async () => {
    const other = await FaultServer.start();
    await guard.close();
    guard = new EgressGuard({ trustedOrigins: [okta.origin, other.origin] });
    const client = clientWith({ breaker: { failures: 1 } });
    okta.plays(reset);
    other.plays(ok);
    await client.send(okta.org, POST, authorize).catch(() => undefined);
    await expect(client.send(other.org, POST, authorize)).resolves.toMatchObject({ status: 200 });
    await other.stop();
  });
});
