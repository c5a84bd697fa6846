import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { TriggerEvent } from './types.js';

export { WebhookVerificationError };

type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The event in a delivery, once its signature (Standard Webhooks) proves that it comes from the service and its timestamp
 * that it is at most five minutes old.
 * @param rawBody the body as it came, not parsed and written again
 * @param secret the subscription's `whsec_…`
 * @throws WebhookVerificationError
 */
export function verifyWebhook(rawBody: string | Uint8Array, headers: WebhookHeaders, secret: string): TriggerEvent {
  const text = typeof rawBody === 'string' ? rawBody : new TextDecoder().decode(rawBody);
  const known = {
    'webhook-id': headerOf(headers, 'webhook-id'),
    'webhook-timestamp': headerOf(headers, 'webhook-timestamp'),
    'webhook-signature': headerOf(headers, 'webhook-signature'),
  };
  // Whoever has the secret sends what the catalogue says.
  const event = new Webhook(secret).verify(text, known) as Omit<TriggerEvent, 'webhookId'>;
  return { ...event, webhookId: known['webhook-id'] } as TriggerEvent;
}

function headerOf(headers: WebhookHeaders, name: string): string {
  if (headers instanceof Headers) return headers.get(name) ?? '';
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : (found?.[0] ?? '');
}
