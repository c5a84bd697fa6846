import { describe, expect, it } from '@jest/globals';
import { type Dispatcher, Pool } from 'undici';
import { exchange, type ExchangeRequest } from '../../../src/okta/exchange.js';

const request: ExchangeRequest = { method: 'POST', target: '/', headers: {}, timeoutMs: 20, maxBytes: 1_000 };

/** The whole process stands still: timers cannot fire. */
const standStill = (ms: number) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** A pool that gets its connection after a while in which the process stood still. */
class StoppedPool extends Pool {
  aborted = 0;

  constructor(private readonly stopMs: number) {
    super('http://127.0.0.1:1');
  }

  override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    standStill(this.stopMs);
    const controller = { abort: () => (this.aborted += 1) };
    handler.onRequestStart?.(controller as unknown as Dispatcher.DispatchController, {});
    return true;
  }
}

describe('exchange', () => {
  it('sends nothing after its deadline, even where the connection is seen before the timer', async () => {
    const pool = new StoppedPool(40);
    expect(await exchange(pool, request)).toMatchObject({ kind: 'failure', reason: 'timeout', sent: false });
    expect(pool.aborted).toBe(1);
    await pool.destroy();
  });

  it('counts what has begun before as sent (control)', async () => {
    const pool = new StoppedPool(0);
    expect(await exchange(pool, request)).toMatchObject({ kind: 'failure', reason: 'timeout', sent: true });
    await pool.destroy();
  });
});
