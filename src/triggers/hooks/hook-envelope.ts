import { z } from 'zod';
import { LogEvent } from '../events/log-event.js';

/** What Okta sends to an event hook, as far as it is read (https://developer.okta.com/docs/concepts/event-hooks/). */
export const HookEnvelope = z.looseObject({
  data: z.looseObject({ events: z.array(z.unknown()).describe("Events of Okta's System Log") }),
});

export interface ReadEnvelope {
  events: LogEvent[];
  /** Events that cannot be read; the others are kept nevertheless. */
  unreadable: number;
}

/**
 * The events in what Okta sends to a hook (https://developer.okta.com/docs/concepts/event-hooks/), as they came.
 * @returns undefined when it is no such envelope, or holds events of which none can be read
 */
export function readEnvelope(body: unknown): ReadEnvelope | undefined {
  const envelope = HookEnvelope.safeParse(body);
  if (!envelope.success) return undefined;
  const sent = envelope.data.data.events;
  const events = sent.flatMap((event) => LogEvent.safeParse(event).data ?? []);
  if (events.length === 0 && sent.length > 0) return undefined;
  return { events, unreadable: sent.length - events.length };
}
