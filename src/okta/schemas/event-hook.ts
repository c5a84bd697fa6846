import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';
import { SECRET } from './secret.js';

/** Okta's limit: https://developer.okta.com/docs/concepts/event-hooks/ */
const MAX_EVENT_TYPES = 300;

const eventType = () => z.string().min(1).max(200).meta({ 'x-options': 'eventTypes' });

const EventFilter = z.looseObject({
  type: z.string().nullable().optional().describe('EXPRESSION_LANGUAGE'),
  eventFilterMap: z
    .array(
      z.looseObject({
        event: z.string().describe('The event type'),
        condition: z
          .looseObject({ expression: z.string().nullable().optional().describe('In Okta Expression Language') })
          .optional()
          .describe('What an event of the type must satisfy'),
      }),
    )
    .nullable()
    .optional()
    .describe('One condition for each event type that has one'),
});

/** An event hook as Okta answers it; the secret of `authScheme` never comes back. */
export const EventHook = z.looseObject({
  id: z.string().describe('The id of the event hook'),
  name: z.string().describe('Its name'),
  description: z.string().nullable().optional().describe('What it is for'),
  status: z.string().optional().describe('ACTIVE or INACTIVE'),
  verificationStatus: z
    .string()
    .optional()
    .describe('UNVERIFIED or VERIFIED; only hooks that are both ACTIVE and VERIFIED receive events'),
  created: z.string().nullable().optional().describe('When it was created'),
  createdBy: z.string().nullable().optional().describe('The id of the user who created it'),
  lastUpdated: z.string().nullable().optional().describe('When it last changed'),
  events: z
    .looseObject({
      type: z.string().describe('EVENT_TYPE'),
      items: z.array(z.string()).describe('The event types'),
      filter: EventFilter.nullable().optional().describe('Conditions on events'),
    })
    .describe('What it is told of'),
  channel: z
    .looseObject({
      type: z.string().describe('HTTP'),
      version: z.string().describe('1.0.0'),
      config: z
        .looseObject({
          uri: z.string().describe('Where the events go'),
          method: z.string().nullable().optional().describe('POST'),
          headers: z
            .array(z.looseObject({ key: z.string().optional(), value: z.string().optional().meta(SECRET) }))
            .nullable()
            .optional()
            .describe('Headers that go with every call'),
          authScheme: z
            .looseObject({
              type: z.string().optional().describe('HEADER'),
              key: z.string().optional().describe('The name of the header that carries the secret'),
            })
            .nullable()
            .optional()
            .describe('How the receiver recognises Okta; without the secret'),
        })
        .describe('Address and headers'),
    })
    .describe('How it is told'),
});

const Header = z.strictObject({
  key: z.string().min(1).max(255).describe('The name of the header'),
  value: z.string().max(4096).meta(SECRET).describe('Its value; Okta shows it again'),
});

const AuthScheme = z.strictObject({
  type: z.literal('HEADER').describe('The only scheme there is'),
  key: z.string().min(1).max(255).describe('The name of the header, such as Authorization'),
  value: z.string().min(1).max(4096).meta(SECRET).describe('The secret; Okta never shows it again'),
});

export const HookChannel = z
  .strictObject({
    type: z.literal('HTTP').describe('The only type there is'),
    version: z.literal('1.0.0').describe('The only version there is'),
    config: z
      .strictObject({
        uri: z.url().max(1024).describe('The receiver; Okta takes https addresses alone and follows no redirects'),
        headers: z.array(Header).max(50).optional().describe('Headers that go with every call'),
        authScheme: AuthScheme.optional().describe(
          'A header with a secret by which the receiver recognises Okta; there is no signature',
        ),
      })
      .describe('Address and headers'),
  })
  .describe('Where the events go');

export const HookEvents = z
  .strictObject({
    type: z.literal('EVENT_TYPE').describe('The only type there is'),
    items: z.array(eventType()).min(1).max(MAX_EVENT_TYPES).describe('Event types that Okta offers to event hooks'),
    filter: z
      .strictObject({
        type: z.literal('EXPRESSION_LANGUAGE').optional().describe('The only type there is'),
        eventFilterMap: z
          .array(
            z.strictObject({
              event: eventType().describe('One of the event types in items'),
              condition: z
                .strictObject({
                  expression: z
                    .string()
                    .min(1)
                    .max(4000)
                    .describe("Okta Expression Language, such as event.outcome.result eq 'SUCCESS'"),
                })
                .describe('What an event of the type must satisfy to be sent'),
            }),
          )
          .max(MAX_EVENT_TYPES)
          .describe('One condition for each event type that shall have one'),
      })
      .optional()
      .describe('Sends only events that satisfy a condition; an early access feature of Okta'),
  })
  .describe('What Okta tells of');

export const HookName = z.string().min(1).max(255).describe('The name of the event hook');

export const HookDescription = z.string().max(1024).optional().describe('What it is for');

export const exampleEventHook: z.input<typeof EventHook> = {
  id: EXAMPLE_IDS.eventHook,
  name: 'Joiners and leavers',
  status: 'ACTIVE',
  verificationStatus: 'UNVERIFIED',
  created: '2026-02-01T12:00:00.000Z',
  createdBy: EXAMPLE_IDS.ada,
  lastUpdated: '2026-02-01T12:00:00.000Z',
  events: { type: 'EVENT_TYPE', items: ['user.lifecycle.create', 'user.lifecycle.deactivate'], filter: null },
  channel: {
    type: 'HTTP',
    version: '1.0.0',
    config: {
      uri: 'https://hooks.example.com/okta/42',
      headers: [],
      method: 'POST',
      authScheme: { type: 'HEADER', key: 'Authorization' },
    },
  },
};
