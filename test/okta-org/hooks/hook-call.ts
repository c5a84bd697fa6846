import type { Agent } from 'node:http';
import { request } from 'node:http';
import { hookHeaders } from '../families/event-hook-challenge.ts';
import { isLocal } from '../families/event-hook-input.ts';
import type { HookChannel } from '../state/event-hooks.ts';

/** What came back: a status, or why none did. */
export type HookAnswer = number | 'timeout' | 'no answer' | 'not allowed';

/** One POST to a hook; redirects are answers like others. Dials 127.0.0.1 alone. */
export async function postToHook(
  channel: HookChannel,
  body: string,
  { agent, timeoutMs }: { agent: Agent; timeoutMs: number },
): Promise<HookAnswer> {
  const url = new URL(channel.uri);
  if (url.protocol !== 'http:' || !isLocal(url)) return 'not allowed';
  return new Promise((resolve) => {
    const call = request({
      agent,
      method: 'POST',
      host: '127.0.0.1',
      port: url.port === '' ? 80 : Number(url.port),
      path: url.pathname + url.search,
      headers: {
        ...hookHeaders(channel),
        host: url.host,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      },
    });
    const timer = setTimeout(() => {
      resolve('timeout');
      call.destroy();
    }, timeoutMs);
    call.on('close', () => {
      clearTimeout(timer);
      resolve('no answer');
    });
    call.on('error', () => resolve('no answer'));
    call.on('response', (response) => {
      response.on('error', () => resolve('no answer'));
      response.on('end', () => resolve(response.statusCode ?? 'no answer'));
      response.resume();
    });
    call.end(body);
  });
}

/** Whether Okta tries once more: after a timeout and 5xx, not after 4xx (developer.okta.com/docs/concepts/event-hooks). */
export function isRetried(answer: HookAnswer): boolean {
  return typeof answer === 'number' ? answer >= 500 : answer !== 'not allowed';
}

export function isDelivered(answer: HookAnswer): boolean {
  return typeof answer === 'number' && answer >= 200 && answer < 300;
}
