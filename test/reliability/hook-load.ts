import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Where a hook is called, and with what secret. */
export interface HookTarget {
  url: string;
  secret: string;
}

export interface CallEnd {
  /** Undefined: nothing came back. */
  status: number | undefined;
  /** From when the call was due, so that calls which could not be made in time count as slow. */
  ms: number;
  uuid: string;
  /** When the call was due, by `performance.now()`. */
  due: number;
}

export interface Load {
  perSecond: number;
  seconds: number;
}

const OKTA_WAITS_MS = 10_000;

/** Calls a hook at a steady rate, whether or not it keeps up. */
export async function callHook(target: HookTarget, { perSecond, seconds }: Load): Promise<CallEnd[]> {
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const calls: Promise<CallEnd>[] = [];
  const total = Math.round(perSecond * seconds);
  while (calls.length < total) {
    const due = began + (calls.length * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    calls.push(call(target, { agent, due }));
  }
  const ends = await Promise.all(calls);
  agent.destroy();
  return ends;
}

async function call({ url, secret }: HookTarget, { agent, due }: { agent: Agent; due: number }): Promise<CallEnd> {
  const uuid = randomUUID();
  const status = await send(url, { agent, secret, body: envelope(uuid) }).catch(() => undefined);
  return { status, ms: performance.now() - due, uuid, due };
}

async function send(url: string, { agent, secret, body }: { agent: Agent; secret: string; body: string }) {
  const headers = { 'content-type': 'application/json', accept: 'application/json', authorization: secret };
  const sent = request(url, { agent, method: 'POST', headers, signal: AbortSignal.timeout(OKTA_WAITS_MS) });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode;
}

/** One event, as Okta sends it. */
function envelope(uuid: string): string {
  const event = {
    uuid,
    published: new Date().toISOString(),
    eventType: 'user.session.start',
    version: '0',
    severity: 'INFO',
    displayMessage: 'User login to Okta',
    actor: { id: '00u1', type: 'User', alternateId: 'ada@acme.example', displayName: 'Ada Acme' },
    client: { userAgent: { rawUserAgent: 'Mozilla/5.0' }, ipAddress: '203.0.113.7', ipChain: [] },
    outcome: { result: 'SUCCESS' },
    target: [],
    transaction: { type: 'WEB', id: uuid, detail: {} },
    debugContext: { debugData: { requestUri: '/api/v1/authn' } },
  };
  return JSON.stringify({
    eventType: 'com.okta.event_hook',
    eventTypeVersion: '1.0',
    cloudEventsVersion: '0.1',
    source: 'https://acme.okta.com/api/v1/eventHooks/who1',
    eventId: randomUUID(),
    data: { events: [event] },
    eventTime: new Date().toISOString(),
    contentType: 'application/json',
  });
}

/** The value below which that share of the numbers lies. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
