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

/** A pool whose answer comes in these pieces. */
class PiecewisePool extends Pool {
  constructor(private readonly pieces: Buffer[]) {
    super('http://127.0.0.1:1');
  }

  override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller = {} as Dispatcher.DispatchController;
    handler.onResponseStart?.(controller, 200, {});
    for (const piece of this.pieces) handler.onResponseData?.(controller, piece);
    handler.onResponseEnd?.(controller, {});
    return true;
  }
}

describe('exchange', () => {
  it('reads an answer that comes in pieces, whatever character they are cut in', async () => {
    const bytes = Buffer.from('{"name":"Zoë 😀"}');
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      const pool = new PiecewisePool([bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(await exchange(pool, request)).toMatchObject({ kind: 'answer', text: bytes.toString() });
      await pool.destroy();
    }
  });

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
