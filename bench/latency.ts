import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { quantile } from '../test/reliability/hook-load.ts';

interface Call {
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
}

/** In milliseconds, from when a call was due. */
export interface Latency {
  p50: number;
  p99: number;
}

/** Calls at a steady rate, whether or not they are answered in time; the first second is not counted. */
export async function steadyLatency(call: Call, pace: { perSecond: number; seconds: number }): Promise<Latency> {
  const { origin, pathname: path } = new URL(call.url);
  const pool = new Pool(origin, { connections: 64 });
  const { method, headers = {}, body = null } = call;
  const send = async (due: number) => {
    const answer = await pool.request({ path, method, headers, body });
    await answer.body.arrayBuffer();
    if (answer.statusCode !== 200) throw new Error(`${call.url} answered ${answer.statusCode}`);
    return performance.now() - due;
  };
  const calls: Promise<number>[] = [];
  const began = performance.now();
  while (calls.length < pace.perSecond * (pace.seconds + 1)) {
    const due = began + (calls.length * 1_000) / pace.perSecond;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    calls.push(send(due));
  }
  const taken = (await Promise.all(calls)).slice(pace.perSecond);
  await pool.close();
  return { p50: quantile(taken, 0.5), p99: quantile(taken, 0.99) };
}
