import { z } from 'zod';
import { SUBSCRIPTION_MODES, SUBSCRIPTION_STATUSES } from './subscription.js';

const time = z.iso.datetime();

const Setup = z
  .object({
    url: z.string().describe('The URL of the event hook'),
    secretHeader: z.string().describe('The name of the header for its authentication'),
    secret: z.string().describe('The value of that header'),
    eventTypes: z.array(z.string()).describe('The events to subscribe it to'),
  })
  .describe('What an administrator enters in Okta by hand (Workflow, Event Hooks)');

const Hook = z.object({
  state: z
    .enum(['none', 'wanted', 'verified', 'manual', 'unavailable'])
    .describe('wanted: being set up. manual: an administrator must do it. unavailable: Okta does not take it'),
  setupRequired: Setup.optional(),
});

export const SubscriptionAnswer = z.object({
  id: z.string(),
  connectionId: z.string(),
  triggerId: z.string(),
  mode: z.enum(SUBSCRIPTION_MODES).describe('As asked for'),
  effectiveMode: z
    .enum([...SUBSCRIPTION_MODES, 'schedule', 'none'])
    .describe('How events really come; none while no mechanism works'),
  status: z.enum(SUBSCRIPTION_STATUSES),
  statusReason: z.string().nullable().describe('What is not as asked for, in words'),
  params: z.record(z.string(), z.unknown()).describe('With defaults'),
  delivery: z.object({ type: z.enum(['webhook', 'pull']), url: z.string().nullable() }),
  hook: Hook.describe('The event hook that brings the events, where one does'),
  lagSeconds: z.number().describe('Age of the oldest event that waits to be delivered or pulled; 0 where none waits'),
  lastEventAt: time.nullable().describe('When the latest event happened'),
  startFrom: time,
  createdAt: time,
  updatedAt: time,
});

/** Once: when the secret is made. */
export const SubscriptionWithSecretAnswer = SubscriptionAnswer.extend({
  signingSecret: z.string().describe('whsec_…: what deliveries are signed with. Shown this once'),
});

export const SubscriptionsAnswer = z.object({ data: z.array(SubscriptionAnswer), nextCursor: z.string().nullable() });

export const TestAnswer = z.object({
  deliveryId: z.string(),
  webhookId: z.string().describe('The webhook-id that it comes with'),
  sequence: z.int(),
});

export const ReplayAnswer = z.object({ since: time, until: time }).describe('The period that is delivered again');
