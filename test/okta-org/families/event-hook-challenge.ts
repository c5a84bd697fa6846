import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { HookChannel } from '../state/event-hooks.ts';
import { isLocal } from './event-hook-input.ts';

const TIMEOUT_MS = 3_000;
const MAX_BYTES = 10_000;

interface HookAnswer {
  status: number;
  text: string;
}

/** The headers that go with every call of a hook: Okta's own, the custom ones, the secret. */
export function hookHeaders({ headers, auth }: HookChannel): Record<string, string> {
  return {
    accept: 'application/json',
    ...Object.fromEntries(headers.map(({ key, value }) => [key, value])),
    ...(auth && { [auth.key]: auth.secret ?? '' }),
  };
}

/** Sends the one GET that Okta ever sends to a hook; null when nothing came back in time. Dials 127.0.0.1 alone. */
async function ask(channel: HookChannel, challenge: string): Promise<HookAnswer | null> {
  const url = new URL(channel.uri);
  if (url.protocol !== 'http:' || !isLocal(url)) return null;
  return new Promise((resolve) => {
    const call = request({
      host: '127.0.0.1',
      port: url.port === '' ? 80 : Number(url.port),
      path: url.pathname + url.search,
      headers: { ...hookHeaders(channel), host: url.host, 'x-okta-verification-challenge': challenge },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    call.on('error', () => resolve(null));
    call.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', () => resolve(null));
      response.on('data', (chunk: string) => (text = (text + chunk).slice(0, MAX_BYTES)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    });
    call.end();
  });
}

/**
 * The one-time verification (developer.okta.com/docs/concepts/event-hooks): the hook answers 2xx with
 * `{"verification": "<the challenge>"}` within 3 seconds; after a timeout or an error it is asked once more.
 * @returns why the hook did not pass, undefined when it did
 */
export async function faultOfChallenge(channel: HookChannel): Promise<string | undefined> {
  const challenge = randomUUID();
  let answer = await ask(channel, challenge);
  if (!answer || answer.status >= 500) answer = await ask(channel, challenge);
  if (!answer) return 'The endpoint could not be reached, or did not answer within 3 seconds';
  if (answer.status < 200 || answer.status >= 300) return `The endpoint answered with status ${answer.status}`;
  return echoOf(answer.text) === challenge ? undefined : 'The endpoint did not return the verification value';
}

function echoOf(text: string): unknown {
  try {
    return (JSON.parse(text) as { verification?: unknown } | null)?.verification;
  } catch {
    return undefined;
  }
}
