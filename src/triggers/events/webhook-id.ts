import { createHash } from 'node:crypto';

/** The `webhook-id` of what is delivered: the same for a subscription and an event over all retries and replays. */
export function webhookIdOf(subscriptionId: string, eventId: string): string {
  return `msg_${createHash('sha256').update(`${subscriptionId}\0${eventId}`).digest('hex').slice(0, 32)}`;
}
