import { z } from 'zod';
import { compose, defineAction, incomplete } from '../define-action.js';
import {
  EventHook,
  exampleEventHook,
  HookChannel,
  HookDescription,
  HookEvents,
  HookName,
} from '../../okta/schemas/event-hook.js';
import { EventHookId, EXAMPLE_IDS } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { SUPER_ADMINS } from '../../okta/schemas/role-sets.js';

const READ = { scopes: ['okta.eventHooks.read'], roles: SUPER_ADMINS } as const;
const MANAGE = { scopes: ['okta.eventHooks.manage'], roles: SUPER_ADMINS } as const;

const exampleChannel: z.input<typeof HookChannel> = {
  type: 'HTTP',
  version: '1.0.0',
  config: {
    uri: 'https://hooks.example.com/okta/42',
    authScheme: { type: 'HEADER', key: 'Authorization', value: 'a long random secret' },
  },
};
const exampleEvents: z.input<typeof HookEvents> = {
  type: 'EVENT_TYPE',
  items: ['user.lifecycle.create', 'user.lifecycle.deactivate'],
};

/** Lifecycle operations say the state that the hook shall have, so saying it twice does no harm. */
const LIFECYCLE = {
  ...MANAGE,
  effect: 'write',
  idempotent: true,
  input: z.strictObject({ eventHookId: EventHookId }),
  output: EventHook,
} as const;

const getHook = defineAction({
  ...READ,
  title: 'Get event hook',
  description: 'Reads one event hook. Okta never shows the secret of its authentication header again.',
  route: 'GET /api/v1/eventHooks/{eventHookId}',
  effect: 'read',
  input: z.strictObject({ eventHookId: EventHookId }),
  output: EventHook,
  example: { input: { eventHookId: EXAMPLE_IDS.eventHook }, response: exampleEventHook },
});

const replaceHook = defineAction({
  ...MANAGE,
  title: 'Replace event hook',
  description: 'Puts a whole event hook in the place of the present one; what is left out is lost, the secret too.',
  route: 'PUT /api/v1/eventHooks/{eventHookId}',
  effect: 'write',
  input: z.strictObject({
    eventHookId: EventHookId,
    name: HookName,
    description: HookDescription,
    events: z.looseObject({}).describe('All that it is told of'),
    channel: z.looseObject({}).describe('Where the events go, with the secret'),
  }),
  output: EventHook,
  example: {
    input: {
      eventHookId: EXAMPLE_IDS.eventHook,
      name: 'Joiners and leavers',
      events: exampleEvents,
      channel: exampleChannel,
    },
    response: exampleEventHook,
  },
});

type Hook = z.output<typeof EventHook>;

/**
 * The present channel, to be written back as it is.
 * @throws ConnectorError `invalid_input` where it has a secret: Okta does not show it, and a write without it loses it
 */
function presentChannel({ channel }: Hook): Record<string, unknown> {
  if (!channel.config.authScheme) return { ...channel, config: withoutNulls(channel.config) };
  const message = 'must be given with its secret: Okta does not show the present one, and would lose it';
  throw incomplete(`The channel of this event hook ${message}.`, [{ pointer: '/input/channel', message }]);
}

/** Okta's answers say null for what is not there; its requests leave it out. */
function withoutNulls(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

export const eventHooks = {
  'list-event-hooks': defineAction({
    ...READ,
    title: 'List event hooks',
    description: 'Lists all event hooks of the org; Okta permits 25 active ones. Their secrets are not shown.',
    route: 'GET /api/v1/eventHooks',
    effect: 'read',
    input: z.strictObject({}),
    output: z.array(EventHook),
    example: { input: {}, response: [exampleEventHook] },
  }),

  'get-event-hook': getHook,

  'create-event-hook': defineAction({
    ...MANAGE,
    title: 'Create event hook',
    description:
      'Registers an address that Okta tells of events as they happen. The hook is ACTIVE, but receives nothing before verify-event-hook has succeeded. Reverse it with deactivate-event-hook, then delete-event-hook.',
    route: 'POST /api/v1/eventHooks',
    effect: 'write',
    input: z.strictObject({ name: HookName, description: HookDescription, events: HookEvents, channel: HookChannel }),
    output: EventHook,
    example: {
      input: { name: 'Joiners and leavers', events: exampleEvents, channel: exampleChannel },
      response: exampleEventHook,
    },
  }),

  'update-event-hook': compose({
    title: 'Update event hook',
    description:
      'Sets what is given and keeps the rest: reads the hook, merges, and writes it back, since Okta replaces whole hooks. A hook with a secret needs channel with its secret in every update, because Okta does not show it and would lose it. After a change of the channel the hook receives nothing until verify-event-hook has succeeded again. A change that somebody makes in between is lost.',
    uses: [getHook, replaceHook],
    input: z.strictObject({
      eventHookId: EventHookId,
      name: HookName.optional(),
      description: HookDescription,
      events: HookEvents.optional().describe('All that Okta shall tell of, in the place of the present events'),
      channel: HookChannel.optional().describe('The whole new channel; the present one where omitted'),
    }),
    output: EventHook,
    run: async ({ eventHookId, ...change }, call) => {
      const hook = await call(getHook, { eventHookId });
      const description = change.description ?? hook.description ?? undefined;
      return call(replaceHook, {
        eventHookId,
        name: change.name ?? hook.name,
        ...(description !== undefined && { description }),
        events: change.events ?? withoutNulls(hook.events),
        channel: change.channel ?? presentChannel(hook),
      });
    },
    example: {
      input: { eventHookId: EXAMPLE_IDS.eventHook, events: exampleEvents, channel: exampleChannel },
      response: exampleEventHook,
    },
  }),

  'verify-event-hook': defineAction({
    ...LIFECYCLE,
    title: 'Verify event hook',
    description:
      'Lets Okta ask the receiver once, now, whether it wants the events: it must return the value of the header x-okta-verification-challenge as {"verification": …} within 3 seconds. Refused with the reason if it does not. It stays verified until the channel changes.',
    route: 'POST /api/v1/eventHooks/{eventHookId}/lifecycle/verify',
    example: {
      input: { eventHookId: EXAMPLE_IDS.eventHook },
      response: { ...exampleEventHook, verificationStatus: 'VERIFIED' },
    },
  }),

  'activate-event-hook': defineAction({
    ...LIFECYCLE,
    title: 'Activate event hook',
    description:
      'Lets an inactive event hook receive events again if it is verified; some minutes may pass. Events from before are not sent. Reverse it with deactivate-event-hook.',
    route: 'POST /api/v1/eventHooks/{eventHookId}/lifecycle/activate',
    example: { input: { eventHookId: EXAMPLE_IDS.eventHook }, response: exampleEventHook },
  }),

  'deactivate-event-hook': defineAction({
    ...LIFECYCLE,
    title: 'Deactivate event hook',
    description: 'Stops an event hook; events of the meantime are not sent later. Reverse it with activate-event-hook.',
    route: 'POST /api/v1/eventHooks/{eventHookId}/lifecycle/deactivate',
    example: {
      input: { eventHookId: EXAMPLE_IDS.eventHook },
      response: { ...exampleEventHook, status: 'INACTIVE' },
    },
  }),

  'delete-event-hook': defineAction({
    ...MANAGE,
    title: 'Delete event hook',
    description:
      'Deletes an event hook for good. Okta refuses it while the hook is ACTIVE: use deactivate-event-hook first. It cannot be undone.',
    route: 'DELETE /api/v1/eventHooks/{eventHookId}',
    effect: 'destructive',
    input: z.strictObject({ eventHookId: EventHookId }),
    output: Nothing,
    example: { input: { eventHookId: EXAMPLE_IDS.eventHook }, response: null },
  }),
};
