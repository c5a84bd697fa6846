import { describe, expect, it } from '@jest/globals';
import { ConcurrencyGate } from '../../../../src/okta/limits/concurrency-gate.js';
import { LimitCounters } from '../../../../src/okta/limits/limit-counters.js';

function gateOf(ceiling: number, { replicas = 1 } = {}) {
  const clock = { now: 0, replicas };
  const counters = new LimitCounters();
  const gate = new ConcurrencyGate({ ceiling, replicas: () => clock.replicas, now: () => clock.now, counters });
  return { gate, clock, counters };
}

const visit = (flow = 'a', priority: 'single' | 'bulk' = 'single') => ({ flow, priority, until: 60_000 });

describe('ConcurrencyGate', () => {
  it('holds no more than are allowed, and lets the next in when one leaves', async () => {
    const { gate } = gateOf(2);
    await gate.enter(visit());
    await gate.enter(visit());
    let entered = false;
    const third = Promise.resolve(gate.enter(visit())).then(() => (entered = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(entered).toBe(false);
    gate.leave();
    await third;
    expect(entered).toBe(true);
  });

  it('refuses whose wait is in vain', async () => {
    const { gate, counters } = gateOf(1);
    await gate.enter(visit());
    await expect(gate.enter({ ...visit(), until: 10 })).rejects.toMatchObject({
      code: 'too_many_requests',
      details: { retryAfterSeconds: 1 },
    });
    expect(counters.refused).toBe(1);
  });

  it('lets single calls pass bulk', async () => {
    const { gate } = gateOf(1);
    await gate.enter(visit());
    const order: string[] = [];
    const bulk = Promise.resolve(gate.enter(visit('a', 'bulk'))).then(() => order.push('bulk'));
    const single = Promise.resolve(gate.enter(visit('a', 'single'))).then(() => order.push('single'));
    gate.leave();
    await single;
    gate.leave();
    await bulk;
    expect(order).toEqual(['single', 'bulk']);
  });

  it('divides the ceiling by the live replicas, one at least', () => {
    const { gate, clock } = gateOf(25, { replicas: 4 });
    expect(gate.allowed).toBe(6);
    clock.replicas = 100;
    expect(gate.allowed).toBe(1);
  });

  it('halves once for answers that come together, and recovers one by one', () => {
    const { gate, clock } = gateOf(24);
    gate.cut();
    gate.cut();
    expect(gate.allowed).toBe(12);
    clock.now = 1_000;
    gate.cut();
    expect(gate.allowed).toBe(6);
    clock.now = 31_000;
    expect(gate.allowed).toBe(9);
    clock.now = 181_000;
    expect(gate.allowed).toBe(24);
  });

  it('never closes altogether', () => {
    const { gate, clock } = gateOf(1);
    gate.cut();
    clock.now = 2_000;
    gate.cut();
    expect(gate.allowed).toBe(1);
  });
});
