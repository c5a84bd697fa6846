import { z } from 'zod';
import { enrichSentence, exampleOf, scopesOf } from './define-event-trigger.js';
import { ENRICHED_KINDS } from './enriched.js';
import { eventParams, PolledEventTypes, RealtimeEventTypes } from './event-params.js';
import type { ExampleEventSpec } from './example-event.js';
import { eventPayload } from './payloads.js';
import type { EventTrigger } from './trigger-definition.js';

const common = eventParams({ defaultOutcome: 'ANY', enriched: enrichSentence(ENRICHED_KINDS) });

const suspended: ExampleEventSpec = {
  eventType: 'user.lifecycle.suspend',
  displayMessage: 'Suspend Okta user',
  actor: 'administrator',
  targets: ['User'],
  outcome: { result: 'SUCCESS', reason: null },
  debugData: {},
};

const loose = {
  mechanism: 'events',
  eventTypes: 'any',
  enriches: ENRICHED_KINDS,
  payload: eventPayload('any', ENRICHED_KINDS),
} as const;

/** Triggers on whichever types of events their params name. */
export const genericTriggers: Record<'new-event-realtime' | 'new-event-polling', EventTrigger> = {
  'new-event-realtime': {
    ...loose,
    title: 'New event (real-time, any selected event types)',
    description:
      'Fires for every event of the types in params.eventTypes, within seconds, through an event hook; in the hybrid mode the System Log makes up for what the hook loses. Takes only types that event hooks carry; new-event-polling takes all. Fires whatever the outcome; narrow it by outcome.',
    hookEligible: true,
    requiredScopes: scopesOf(true),
    params: z.strictObject({ eventTypes: RealtimeEventTypes, ...common }),
    example: exampleOf({
      event: suspended,
      params: { eventTypes: ['user.lifecycle.suspend', 'user.lifecycle.deactivate'], outcome: 'SUCCESS' },
    }),
  },

  'new-event-polling': {
    ...loose,
    title: 'New event (polling the System Log)',
    description:
      'Fires for every event of the System Log, or those of the types in params.eventTypes, read from the log every 10 to 60 seconds. Uses no event hook, whatever the types. An org writes many events: narrow it by eventTypes, outcome or filter. Fires whatever the outcome.',
    hookEligible: false,
    requiredScopes: scopesOf(false),
    params: z.strictObject({ eventTypes: PolledEventTypes, ...common }),
    example: exampleOf({
      event: suspended,
      params: { eventTypes: ['user.lifecycle.suspend'], filter: 'actor.type eq "User"' },
    }),
  },
};
