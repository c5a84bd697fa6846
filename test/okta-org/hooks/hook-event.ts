import { randomUUID } from 'node:crypto';
import type { StoredLogEvent } from '../log/log-store.ts';

/** One call to a hook: the body, and how many events are in it. */
export interface HookEnvelope {
  eventId: string;
  events: number;
  body: string;
}

/** A System Log event as a hook gets it: the chain of addresses in `client`, no `request`, an empty timestamp more. */
function hookEvent(stored: StoredLogEvent): Record<string, unknown> {
  const { request, client, ...event } = stored.event;
  return { ...event, client: { ...client, ipChain: request.ipChain }, insertionTimestamp: null };
}

/** The body of a delivery (developer.okta.com/docs/concepts/event-hooks, sample payload). */
export function envelopeOf(
  batch: readonly StoredLogEvent[],
  { source, eventTime }: { source: string; eventTime: string },
): HookEnvelope {
  const eventId = randomUUID();
  const body = JSON.stringify({
    eventType: 'com.okta.event_hook',
    eventTypeVersion: '1.0',
    cloudEventsVersion: '0.1',
    source,
    eventId,
    data: { events: batch.map(hookEvent) },
    eventTime,
    contentType: 'application/json',
  });
  return { eventId, events: batch.length, body };
}
