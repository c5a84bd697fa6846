import type { CustomFetch } from 'openid-client';
import type { EgressGuard } from '../egress-guard.js';
import type { ExchangeAnswer, ExchangeResult } from '../exchange.js';
import { oktaExchange } from '../okta-exchange.js';
import { readJsonObject } from './json-object.js';
import { USER_AGENT } from '../user-agent.js';
import type { NonceCache } from './dpop-nonces.js';

export interface OAuthCallOptions {
  guard: EgressGuard;
  nonces: NonceCache;
  /** `ignored` hides ID tokens from the library, for which a bad one would void the tokens beside it. */
  idToken: 'checked' | 'ignored';
  /** When all attempts together must have ended, on the monotonic clock. */
  deadline: number;
  /** Milliseconds on a clock that only goes forward. */
  monotonic: () => number;
}

const MAX_ANSWER_BYTES = 1_048_576;
/** Answers of these statuses have no body. */
const BODILESS = new Set([204, 205, 304]);

/**
 * The HTTP of one call of the token client, under one deadline, with as many attempts as the protocol takes. It keeps
 * what the last POST came to, since only that says whether Okta may have acted.
 */
export class OAuthCall {
  /** What the newest POST came to; undefined: none was tried. */
  posted: ExchangeResult | undefined;
  #attempts = 0;

  constructor(private readonly options: OAuthCallOptions) {}

  /** For openid-client. Follows no redirects; rejects where there is no answer. */
  readonly fetch: CustomFetch = async (address, { method, headers, body }) => {
    const post = method === 'POST';
    if (post) this.posted = undefined;
    const result = await this.send(new URL(address), { post, headers, body: bodyText(body) });
    if (post) this.posted = result;
    if (result.kind === 'failure') throw new Error('There is no answer');
    const nonce = result.headers['dpop-nonce'];
    if (typeof nonce === 'string') this.options.nonces.note(nonce);
    return responseOf(result, this.options.idToken);
  };

  private async send(
    { origin, pathname, search }: URL,
    { post, headers, body }: { post: boolean; headers: Record<string, string>; body: string | undefined },
  ): Promise<ExchangeResult> {
    const { guard, deadline, monotonic } = this.options;
    const timeoutMs = deadline - monotonic();
    if (timeoutMs <= 0)
      return { kind: 'failure', reason: 'timeout', sent: false, error: new Error('Too late to send') };
    const request = {
      method: post ? 'POST' : 'GET',
      target: pathname + search,
      headers: { ...headers, 'user-agent': USER_AGENT },
      body,
      timeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
    } as const;
    try {
      return await oktaExchange(guard.pool(origin), request, { org: { origin }, attempt: (this.#attempts += 1) });
    } catch (error) {
      return { kind: 'failure', reason: 'connection', sent: false, error };
    }
  }
}

function bodyText(body: unknown): string | undefined {
  return body instanceof URLSearchParams ? body.toString() : undefined;
}

/** Errors are read from the body, whatever headers come with it. */
function responseOf({ status, text }: ExchangeAnswer, idToken: OAuthCallOptions['idToken']): Response {
  const body = idToken === 'ignored' ? withoutIdToken(text) : text;
  return new Response(BODILESS.has(status) ? null : body, { status, headers: { 'content-type': 'application/json' } });
}

function withoutIdToken(text: string): string {
  const body = readJsonObject(text);
  return body ? JSON.stringify({ ...body, id_token: undefined }) : text;
}
