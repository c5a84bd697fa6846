import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ConnectorError } from '../../../src/core/errors.js';
import { LogPolling } from '../../../src/triggers/polling/log-polling.service.js';
import { HEARD, PollingScene } from './polling-scene.js';

let scene: PollingScene;
beforeAll(async () => {
  scene = await PollingScene.open();
});
afterAll(() => scene.close());
beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  await scene.begin();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const LOGS = '/api/v1/logs';

describe('where a log cannot be read', () => {
  it.each([
    ['Okta fails', { kind: 'status', status: 503 }],
    ['its query takes too long', { kind: 'status', status: 500, body: { errorCode: 'E0000009' } }],
    ['the answer is lost', { kind: 'reset' }],
    ['the answer is no list', { kind: 'body', body: { text: '{}' } }],
    ['the answer is no JSON', { kind: 'body', body: 'html' }],
    [
      'the link leads elsewhere on the org',
      { kind: 'status', status: 200, body: [], headers: { link: '</api/v1/users?after=x>; rel="next"' } },
    ],
    [
      'the link leads to another host',
      { kind: 'status', status: 200, body: [], headers: { link: '<https://evil.example/api/v1/logs>; rel="next"' } },
    ],
  ] as const)('because %s, the place is kept, and it is read later', async (_, fault) => {
    await scene.happen(1);
    await scene.poll();
    const before = await scene.position();
    await scene.happen(1);
    await scene.org.faults.add({ ...fault, path: LOGS });
    await scene.poll();
    const during = await scene.position();
    expect(during).toMatchObject({ nextTarget: before?.nextTarget, intervalSeconds: 20 });
    expect(during?.error).toMatch(/\w/);
    await scene.poll();
    expect((await scene.position())?.intervalSeconds).toBe(40);
    await scene.org.faults.clear();
    await scene.poll();
    expect(await scene.position()).toMatchObject({ intervalSeconds: 10, error: null });
    expect(await scene.delivered()).toEqual(await scene.org.logUuids([HEARD]));
  });

  it('waits as long as Okta says, when it says 429', async () => {
    await scene.org.faults.add({
      kind: 'status',
      status: 429,
      path: LOGS,
      headers: {
        'x-rate-limit-limit': '60',
        'x-rate-limit-remaining': '0',
        'x-rate-limit-reset': String(Math.ceil(Date.now() / 1_000) + 300),
      },
    });
    await scene.poll();
    expect((await scene.position())?.dueInSeconds).toBeGreaterThan(250);
  });

  it('asks again later for a connection that is not ready', async () => {
    const opening = () => {
      throw new ConnectorError('connection_not_ready', 'The connection is disabled.', { remedy: 'Enable it.' });
    };
    await scene.happen(1);
    await scene.poll(scene.poller({ opening }));
    expect(await scene.position()).toMatchObject({
      error: 'The connection is disabled. Enable it.',
      nextTarget: null,
      intervalSeconds: 20,
    });
    expect(await scene.requests()).toEqual([]);
    await scene.poll();
    expect(await scene.delivered()).toHaveLength(1);
  });

  it('gives back its lease, without a word, when the process ends', async () => {
    const ending = new AbortController();
    await scene.org.faults.add({ kind: 'hang', path: LOGS, times: 1 });
    const polling = scene.poll(scene.poller(), ending.signal);
    while ((await scene.requests()).length === 0);
    ending.abort();
    await polling;
    const position = await scene.position();
    expect(position).toMatchObject({ error: null });
    expect(position?.dueInSeconds).toBeLessThanOrEqual(0);
  });

  it('says why and goes on without the database knowing the words of a fault of its own', async () => {
    const opening = () => {
      throw new TypeError('secret');
    };
    await scene.poll(scene.poller({ opening }));
    expect((await scene.position())?.error).not.toContain('secret');
  });
});

describe('the pace', () => {
  it('slows down while nothing comes, and is back with the first event', async () => {
    const poller = scene.poller();
    await scene.happen(1);
    const intervals: (number | undefined)[] = [];
    for (const events of [0, 0, 0, 0, 0, 0, 1]) {
      if (events > 0) await scene.happen(events);
      await scene.poll(poller);
      intervals.push((await scene.position())?.intervalSeconds);
    }
    expect(intervals).toEqual([10, 15, 23, 35, 53, 60, 10]);
  });

  it('is slower where the limit is low, and waits for its end where little is left', async () => {
    await scene.org.settings({ rateLimit: { buckets: { [LOGS]: 10 } } });
    const poller = scene.poller();
    await scene.poll(poller);
    const { limit } = (await scene.org.rateWindows()).at(-1) ?? { limit: 0 };
    expect((await scene.position())?.intervalSeconds).toBe(Math.ceil(60 / (limit * 0.25)));
    while ((await scene.requests()).length < limit) await scene.poll(poller);
    expect((await scene.position())?.dueInSeconds).toBeGreaterThan(40);
  });
});

describe('the sweep', () => {
  it('polls what is due, in processes that work', async () => {
    await scene.happen(2);
    const { promise: polled, resolve } = Promise.withResolvers<void>();
    const poller = scene.poller();
    const poll = poller.poll.bind(poller);
    poller.poll = (...given) => poll(...given).finally(() => resolve());
    const api = new LogPolling({ role: 'api' }, poller);
    const polling = new LogPolling({ role: 'worker' }, poller);
    api.onApplicationBootstrap();
    polling.onApplicationBootstrap();
    await polled;
    await Promise.all([api.onModuleDestroy(), polling.onModuleDestroy()]);
    expect(await scene.delivered()).toHaveLength(2);
  });
});
