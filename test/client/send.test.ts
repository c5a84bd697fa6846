import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { install, type Clock } from '@sinonjs/fake-timers';
import { OktaConnector } from '../../clients/typescript/src/index.js';

const RUN = { runId: 'run_1', output: null, changed: true, attempts: 1, durationMs: 1, okta: null };

interface Answered {
  status: number;
  code: string;
  retryable: boolean;
  retryAfter?: string;
}

const busy: Answered = { status: 429, code: 'okta_rate_limited', retryable: true, retryAfter: '7' };

function problem({ status, code, retryable, retryAfter }: Answered): Response {
  return new Response(JSON.stringify({ code, status, retryable, detail: 'Wait.' }), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(retryAfter && { 'retry-after': retryAfter }),
    },
  });
}

/** A client whose service answers these one after the other, then a run. */
function clientOf(answers: readonly Response[], retryBudgetMs?: number) {
  const sent: string[] = [];
  const left = [...answers];
  const send = async (request: Request) => {
    sent.push(await request.text());
    return left.shift() ?? Response.json(RUN);
  };
  const options = { baseUrl: 'http://service.example/', token: 't', fetch: send, tenantId: 'acme' };
  const client = new OktaConnector({ ...options, ...(retryBudgetMs !== undefined && { retryBudgetMs }) });
  const run = () => client.run('con_1', 'suspend-user', { userId: 'a' }).catch((error: unknown) => error);
  return { sent, run, client };
}

describe('what the service had no room for', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = install({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => {
    clock.uninstall();
  });

  it('is sent again, the same, after the time that it names', async () => {
    const { sent, run } = clientOf([problem(busy), problem({ ...busy, status: 503, code: 'overloaded' })]);
    const result = run();
    await clock.tickAsync(6_900);
    expect(sent).toHaveLength(1);
    await clock.tickAsync(100);
    expect(sent).toHaveLength(2);
    await clock.tickAsync(7_000);
    expect(await result).toEqual(RUN);
    expect(new Set(sent)).toEqual(new Set(['{"input":{"userId":"a"}}']));
  });

  it('is not sent again when the wait is longer than the budget', async () => {
    const { sent, run } = clientOf([problem(busy), problem(busy)], 10_000);
    const result = run();
    await clock.tickAsync(7_000);
    expect(await result).toMatchObject({ code: 'okta_rate_limited', retryable: true });
    expect(sent).toHaveLength(2);
  });

  it.each<[string, Response]>([
    ['a problem that says no', problem({ ...busy, retryable: false })],
    ['a problem that names no time', problem({ status: 429, code: 'okta_rate_limited', retryable: true })],
    [
      'a proxy, of which nobody knows what it passed on',
      new Response('busy', { status: 503, headers: { 'retry-after': '1' } }),
    ],
    ['another status', problem({ ...busy, status: 502, code: 'okta_unavailable' })],
  ])('is not sent again after %s', async (_, answer) => {
    const { sent, run } = clientOf([answer]);
    expect(await run()).toMatchObject({ name: 'ProblemError' });
    expect(sent).toHaveLength(1);
  });

  it('is given up when the caller gives up', async () => {
    const { sent, client } = clientOf([problem(busy)]);
    const controller = new AbortController();
    const run = client.run('con_1', 'suspend-user', { userId: 'a' }, { signal: controller.signal });
    const ended = expect(run).rejects.toMatchObject({ name: 'AbortError' });
    await clock.tickAsync(1_000);
    controller.abort();
    await ended;
    expect(sent).toHaveLength(1);
  });
});

describe('a stream', () => {
  const read = async (...chunks: string[]) => {
    const body = ReadableStream.from(chunks.map((chunk) => new TextEncoder().encode(chunk)));
    const client = new OktaConnector({ baseUrl: 'http://s', token: 't', fetch: async () => new Response(body) });
    const ids: string[] = [];
    try {
      for await (const { id } of client.stream('con_1', 'list-users', {})) ids.push(id);
      return { ids };
    } catch (error) {
      return { ids, error };
    }
  };

  it('is read over any cuts', async () => {
    const text = '{"id":"ä"}\n{"id":"b"}\n{"end":true,"count":2}\n';
    const cut = [text.slice(0, 8), text.slice(8, 9), text.slice(9, 30), text.slice(30)];
    expect(await read(...cut)).toEqual({ ids: ['ä', 'b'] });
    expect(await read(text.trimEnd())).toEqual({ ids: ['ä', 'b'] });
    expect(await read('{"end":true,"count":0}\n')).toEqual({ ids: [] });
  });

  it('that breaks off says so, after what came', async () => {
    expect(await read('{"id":"a"}\n{"id":"b"}\n')).toMatchObject({ ids: ['a'], error: { message: /broke off/ } });
    expect(await read('')).toMatchObject({ ids: [], error: {} });
    expect(await read('{"id":"a"}\n{"end":true,"count":2}\n')).toMatchObject({ ids: ['a'], error: {} });
  });

  it('that ends in an error is that error', async () => {
    const error = { code: 'okta_unavailable', status: 502, retryable: true, detail: 'Okta is away.' };
    const { ids, error: thrown } = await read(`{"id":"a"}\n${JSON.stringify({ error })}\n`);
    expect(ids).toEqual(['a']);
    expect(thrown).toMatchObject({ name: 'ProblemError', code: 'okta_unavailable', retryable: true });
  });
});
