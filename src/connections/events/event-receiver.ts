import { Webhook } from 'standardwebhooks';
import { ConfigError } from '../../core/config.js';
import { EgressGuard } from '../../okta/egress-guard.js';
import { exchange, type ExchangeResult } from '../../okta/exchange.js';
import { USER_AGENT } from '../../okta/user-agent.js';

export interface EventReceiverOptions {
  url: string;
  /** `whsec_…` as Standard Webhooks writes it, or any text. */
  secret: string;
  timeoutMs?: number;
  now?: () => Date;
}

/** How an attempt ended: `aborted` was broken off by us. */
export type Receipt = { kind: 'delivered' } | { kind: 'aborted' } | { kind: 'failed'; reason: string };

const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 1_048_576;

/** The platform's end of the connection events (https://www.standardwebhooks.com). */
export class EventReceiver {
  readonly #url: URL;
  readonly #signer: Webhook;
  readonly #timeoutMs: number;
  readonly #now: () => Date;
  /** One of its own: that the operator trusts this address does not open it to Okta connections. */
  readonly #guard: EgressGuard;

  /** @throws ConfigError when the secret cannot be used */
  constructor({ url, secret, timeoutMs = TIMEOUT_MS, now = () => new Date() }: EventReceiverOptions) {
    this.#url = new URL(url);
    this.#signer = signerOf(secret);
    this.#timeoutMs = timeoutMs;
    this.#now = now;
    this.#guard = new EgressGuard({ trustedOrigins: [this.#url.origin] });
  }

  /** Sends the event once, signed for this moment. Redirects are not followed. */
  async post({ id, body }: { id: string; body: string }, signal?: AbortSignal): Promise<Receipt> {
    const now = this.#now();
    const result = await exchange(this.#guard.pool(this.#url.origin), {
      method: 'POST',
      target: this.#url.pathname + this.#url.search,
      headers: {
        'content-type': 'application/json',
        'user-agent': USER_AGENT,
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': this.#signer.sign(id, now, body),
      },
      body,
      timeoutMs: this.#timeoutMs,
      maxBytes: MAX_ANSWER_BYTES,
      signal,
    });
    return receiptOf(result);
  }

  async close(): Promise<void> {
    await this.#guard.close();
  }
}

function signerOf(secret: string): Webhook {
  try {
    return secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(Buffer.from(secret), { format: 'raw' });
  } catch {
    throw new ConfigError(['CONNECTION_EVENTS_SECRET: must be whsec_ and base64, or any other text']);
  }
}

function receiptOf(result: ExchangeResult): Receipt {
  if (result.kind === 'failure') {
    return result.reason === 'aborted' ? { kind: 'aborted' } : { kind: 'failed', reason: result.reason };
  }
  const { status } = result;
  return status >= 200 && status < 300 ? { kind: 'delivered' } : { kind: 'failed', reason: `status ${status}` };
}
