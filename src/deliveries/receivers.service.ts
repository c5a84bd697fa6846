import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { maskText } from '../core/logging/mask-text.js';
import { matchesOrigin } from '../core/origin-pattern.js';
import { EgressGuard } from '../okta/egress-guard.js';
import { errorCode, exchange, type ExchangeAnswer, type ExchangeFailure } from '../okta/exchange.js';
import { USER_AGENT } from '../okta/user-agent.js';
import { DELIVERY_SETTINGS, type DeliverySettings } from './delivery-settings.js';
import { waitSecondsOf, type Receipt } from './delivery-verdict.js';

export interface SignedDelivery {
  url: URL;
  headers: Record<string, string>;
  body: string;
}

/** What is kept of an answer, in characters. */
const KEPT = 1_024;
/** An answer is read so far, so that its connection can be used again. */
const MAX_ANSWER_BYTES = 65_536;
const MAX_RECEIVERS = 2_000;

/** Where deliveries go: public https, and the origins that the operator names (DELIVERY_ALLOWED_ORIGINS). */
@Injectable()
export class Receivers implements OnApplicationShutdown {
  /** One of its own: that the operator trusts a receiver does not open it to Okta connections. */
  readonly #guard: EgressGuard;
  readonly #timeoutMs: number;

  constructor(
    @Inject(CONFIG) { deliveryAllowedOrigins }: Pick<Config, 'deliveryAllowedOrigins'>,
    @Inject(DELIVERY_SETTINGS) { timeoutMs, sendsPerOrigin }: Pick<DeliverySettings, 'timeoutMs' | 'sendsPerOrigin'>,
  ) {
    this.#timeoutMs = timeoutMs;
    this.#guard = new EgressGuard({
      trusts: (origin) => matchesOrigin(origin, deliveryAllowedOrigins),
      connections: sendsPerOrigin,
      maxPools: MAX_RECEIVERS,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#guard.close();
  }

  /** One attempt; never rejects. Redirects are not followed. */
  async post({ url, headers, body }: SignedDelivery, signal?: AbortSignal): Promise<Receipt> {
    const startedAt = performance.now();
    const outcome = await this.#exchange({ url, headers, body }, signal);
    return { ...outcome, durationMs: Math.round(performance.now() - startedAt) };
  }

  async #exchange({ url, headers, body }: SignedDelivery, signal?: AbortSignal): Promise<Omit<Receipt, 'durationMs'>> {
    try {
      const result = await exchange(this.#guard.pool(url.origin), {
        method: 'POST',
        target: url.pathname + url.search,
        headers: { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...headers },
        body,
        timeoutMs: this.#timeoutMs,
        maxBytes: MAX_ANSWER_BYTES,
        beyond: 'cut',
        signal,
      });
      return result.kind === 'answer' ? answered(result) : failed(result);
    } catch (error) {
      return { error: isRefusal(error) ? 'refused' : 'connection' };
    }
  }
}

function answered({ status, headers, text }: ExchangeAnswer): Omit<Receipt, 'durationMs'> {
  const waitSeconds = waitSecondsOf(status, headers['retry-after'], Date.now());
  return { status, answer: excerptOf(text), waitSeconds };
}

function failed({ reason, error }: ExchangeFailure): Omit<Receipt, 'durationMs'> {
  if (isRefusal(error)) return { error: 'refused' };
  return { error: reason === 'timeout' || reason === 'aborted' ? reason : 'connection' };
}

const isRefusal = (error: unknown): boolean => errorCode(error) === 'url_not_allowed';

/** Text that Postgres takes: no NUL, no half of a surrogate pair; and nothing in it that opens a door. */
function excerptOf(text: string): string {
  return maskText(text.slice(0, KEPT)).replaceAll('\0', '').toWellFormed();
}
