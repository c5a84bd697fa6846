import { describe, expect, it } from '@jest/globals';
import { BudgetScene, KNOWN, RESET } from './fake-budget.js';

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a bucket far from its limit', () => {
  it('costs one exchange at first, and none from then on', async () => {
    const scene = new BudgetScene({});
    for (let remaining = 599; remaining > 580; remaining -= 1) await scene.call({ limit: 600, remaining });
    expect(scene.reports).toHaveLength(1);
    expect(scene.counters).toMatchObject({ free: 19, sliced: 0, exchanges: 1 });
  });

  it('is governed from half the share on (the control)', async () => {
    const scene = new BudgetScene({}, { ...KNOWN, limit: 600, remaining: 300, granted: 5 });
    await scene.call({ limit: 600, remaining: 300 });
    expect(await scene.call({ limit: 600, remaining: 299 })).toEqual({ seq: 1 });
    expect(scene.reports).toHaveLength(2);
    expect(scene.reports[1]).toMatchObject({ reset: RESET, limit: 600, remaining: 300, free: 1, spent: 0, want: 2 });
  });

  it('without rate-limit headers is never governed', async () => {
    const scene = new BudgetScene({});
    await scene.call('silent');
    const spends = await Promise.all([1, 2, 3].map(() => scene.admit()));
    expect([spends, scene.reports.length]).toEqual([['free', 'free', 'free'], 1]);
  });
});

describe('an unknown bucket', () => {
  it('is found out about with one call, while the others wait', async () => {
    const scene = new BudgetScene({}, { ...KNOWN, granted: 10 });
    const first = scene.admit();
    const others = [scene.admit(), scene.admit()];
    expect(await first).toBe('free');
    await settled();
    expect(scene.counters.free).toBe(1);
    scene.budget.settle('free', { limit: 50, remaining: 49, reset: RESET, endsInMs: 60_000 });
    expect(await Promise.all(others)).toEqual([{ seq: 1 }, { seq: 1 }]);
  });

  it('holds nobody up longer than a queue does', async () => {
    const scene = new BudgetScene({});
    expect(await Promise.all([scene.admit(), scene.admit()])).toEqual(['free', 'free']);
  });

  it('goes on with the next call when the first was lost', async () => {
    const scene = new BudgetScene({});
    const calls = [scene.admit(), scene.admit({ until: 60_000 })];
    scene.budget.settle((await calls[0]) as 'free', 'lost');
    expect(await calls[1]).toBe('free');
  });
});

describe('a window that is used up', () => {
  const usedUp = { ...KNOWN, remaining: 0, endsInMs: 42_000, opensInMs: 42_000 };

  it('refuses at once, and says when it ends', async () => {
    const scene = new BudgetScene({}, usedUp);
    await scene.call({ remaining: 0, endsInMs: 42_000 });
    const refused = await scene.admit({ until: 1_000 });
    expect(refused).toMatchObject({ code: 'too_many_requests', details: { retryAfterSeconds: 42 } });
    const exchanges = scene.reports.length;
    expect(await scene.admit({ until: 1_000 })).toMatchObject({ code: 'too_many_requests' });
    expect([scene.reports.length, scene.counters.refused]).toEqual([exchanges, 2]);
  });

  it('lets bulk wait for the next one', async () => {
    const scene = new BudgetScene(
      {},
      { ...usedUp, endsInMs: 30, opensInMs: 30 },
      { ...KNOWN, seq: 2, reset: RESET + 60, granted: 1 },
    );
    await scene.call({ remaining: 0, endsInMs: 30 });
    const bulk = scene.admit({ priority: 'bulk', until: 30_000 });
    await settled();
    scene.now = 31;
    expect(await bulk).toEqual({ seq: 2 });
  });

  it('is asked for again while others hold slices that they may give back', async () => {
    const scene = new BudgetScene({}, { ...KNOWN, recent: 50 }, { ...KNOWN, granted: 1 });
    await scene.call({});
    const waiting = scene.admit({ until: 60_000 });
    await settled();
    scene.now = 301;
    expect(await waiting).toEqual({ seq: 1 });
  });
});

describe('a sliding window that is used up', () => {
  it("refuses at once, and says when it opens, whatever Okta's window has left", async () => {
    const scene = new BudgetScene({}, { ...KNOWN, recent: 50, opensInMs: 7_000 });
    await scene.call({});
    const refused = await scene.admit({ until: 1_000 });
    expect(refused).toMatchObject({ code: 'too_many_requests', details: { retryAfterSeconds: 7 } });
    scene.now = 7_000;
    await scene.admit({ until: 8_000 });
    expect(scene.reports.filter(({ want }) => want > 0)).toHaveLength(2);
  });

  it('governs a bucket whose window has just begun', async () => {
    const known = { ...KNOWN, limit: 600, remaining: 600, recent: 600 };
    const scene = new BudgetScene(known, { ...known, granted: 1 });
    expect(await scene.admit()).toEqual({ seq: 1 });
    expect(scene.counters.free).toBe(0);
  });

  it('is told in advance of the call that finds out about an unknown bucket', async () => {
    const scene = new BudgetScene({}, { ...KNOWN });
    await scene.call({});
    await scene.admit({ until: 0 });
    expect(scene.reports.map(({ holds, ended }) => [holds, ended])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it('is told again of what an exchange that failed has told', async () => {
    const scene = new BudgetScene({}, undefined, { ...KNOWN });
    await scene.call({});
    await scene.admit({ until: 0 });
    await scene.budget.close();
    expect(scene.reports.map(({ ended }) => ended)).toEqual([0, 1, 1]);
  });
});

describe('slices', () => {
  it('are void when the window has ended', async () => {
    const scene = new BudgetScene({}, { ...KNOWN, granted: 10, endsInMs: 100 }, { ...KNOWN, seq: 2, granted: 1 });
    await scene.call({ endsInMs: 100 });
    await scene.call({ remaining: 48, endsInMs: 100 });
    scene.now = 101;
    expect(await scene.admit()).toEqual({ seq: 2 });
  });

  it('get back calls that were not sent', async () => {
    const scene = new BudgetScene({}, { ...KNOWN, granted: 1 }, { ...KNOWN, granted: 0 });
    await scene.call({});
    const spend = await scene.admit();
    scene.budget.settle(spend as { seq: 1 }, 'notSent');
    expect([await scene.admit(), scene.reports.length]).toEqual([{ seq: 1 }, 2]);
  });

  it('are told as spent once answered, and given back at the end', async () => {
    const scene = new BudgetScene({}, { ...KNOWN, granted: 5 });
    await scene.call({});
    await scene.call({ remaining: 48 });
    await scene.budget.close();
    expect(scene.reports.at(-1)).toMatchObject({ seq: 1, spent: 1, returned: 4, want: 0, remaining: 48 });
  });

  it('of bulk leave a part of the share to single calls', async () => {
    const scene = new BudgetScene({}, { ...KNOWN, granted: 1 });
    await scene.call({});
    await scene.admit({ priority: 'bulk' });
    await scene.admit({ priority: 'single' });
    expect(scene.reports.slice(1).map(({ keepPart }) => keepPart)).toEqual([0.1, 0]);
  });
});

describe('another share', () => {
  it('gives back what was granted under the old one, and asks anew', async () => {
    const scene = new BudgetScene({}, { ...KNOWN, granted: 5 }, { ...KNOWN }, { ...KNOWN, granted: 1 });
    await scene.call({});
    await scene.call({ remaining: 48 });
    expect(await scene.admit({}, 0.1)).toEqual({ seq: 1 });
    const told = scene.reports.slice(2).map(({ share, returned, want }) => ({ share, returned, want }));
    expect(told).toEqual([
      { share: 0.1, returned: 4, want: 0 },
      { share: 0.1, returned: 0, want: 1 },
    ]);
    await scene.budget.close();
  });

  it('opens what was used up', async () => {
    const scene = new BudgetScene({}, { ...KNOWN, granted: 0 }, { ...KNOWN, granted: 1 });
    await scene.call({}, 0.5);
    expect(await scene.admit({}, 0.5)).toMatchObject({ code: 'too_many_requests' });
    expect(await scene.admit({}, 0.6)).toEqual({ seq: 1 });
    await scene.budget.close();
  });
});

describe('without the database', () => {
  it("a replica takes its part by Okta's count alone", async () => {
    const scene = new BudgetScene(undefined);
    const outcomes = [];
    for (let remaining = 49; remaining > 30; remaining -= 1) outcomes.push(await scene.call({ remaining }));
    expect(outcomes.filter((one) => typeof one === 'object' && 'seq' in one).length).toBe(18);
    expect(scene.counters.failedExchanges).toBeGreaterThan(0);
  });

  it('it refuses what the share does not hold', async () => {
    const scene = new BudgetScene(undefined);
    await scene.call({ remaining: 20 }, 0.5);
    expect(await scene.admit({}, 0.5)).toMatchObject({ code: 'too_many_requests' });
  });
});

it('an aborted call leaves the queue', async () => {
  const scene = new BudgetScene({}, { ...KNOWN });
  await scene.call({});
  const abort = new AbortController();
  const waiting = scene.admit({ until: 60_000, signal: abort.signal });
  abort.abort();
  expect(await waiting).toMatchObject({ code: 'okta_timeout' });
  await scene.budget.close();
});

it('turns go round the flows, single calls before bulk', async () => {
  const scene = new BudgetScene({}, { ...KNOWN, granted: 5 });
  const order: string[] = [];
  const wait = (flow: string, priority: 'single' | 'bulk') =>
    scene.admit({ flow, priority, until: 60_000 }).then((spend) => {
      order.push(`${flow} ${priority}`);
      return spend;
    });
  const waiting = [
    wait('x', 'single'),
    wait('a', 'bulk'),
    wait('b', 'single'),
    wait('b', 'single'),
    wait('c', 'single'),
  ];
  await waiting[0];
  scene.budget.settle('free', { limit: 50, remaining: 49, reset: RESET, endsInMs: 60_000 });
  await Promise.all(waiting);
  expect(order).toEqual(['x single', 'b single', 'c single', 'b single', 'a bulk']);
  await scene.budget.close();
});
