import { z } from 'zod';
import { PageQuery } from '../../core/list-page.js';
import { SUBSCRIPTION_MODES, SUBSCRIPTION_STATUSES } from './subscription.js';

const mode = z
  .enum(SUBSCRIPTION_MODES)
  .describe(
    'realtime: by event hook. polling: by reading the System Log. hybrid: both, as one stream. Triggers with a schedule have no mode',
  );

const params = z.record(z.string().max(100), z.unknown()).describe('As the paramsSchema of the trigger says');

const Webhook = z
  .strictObject({
    type: z.literal('webhook'),
    url: z
      .string()
      .min(1)
      .max(2_048)
      .describe('Where events are sent to: public https, or an origin of DELIVERY_ALLOWED_ORIGINS'),
  })
  .describe('Each event is sent, signed as Standard Webhooks says');

const Pull = z
  .strictObject({ type: z.literal('pull') })
  .describe('Events wait to be asked for (GET /v1/subscriptions/{id}/events)');

const delivery = z.discriminatedUnion('type', [Webhook, Pull]);

export type DeliveryWish = z.output<typeof delivery>;

const time = z.iso.datetime({ offset: true });

export const CreateSubscription = z.strictObject({
  triggerId: z.string().min(1).max(100).describe('A trigger of GET /v1/triggers'),
  mode: mode.default('hybrid'),
  params: params.default({}),
  delivery,
  startFrom: z
    .union([z.literal('now'), time])
    .default('now')
    .describe('now, or a time (RFC 3339) at most 90 days back: what happened since then is delivered too'),
});

export type CreateSubscription = z.output<typeof CreateSubscription>;

export const PatchSubscription = z
  .strictObject({
    mode: mode.optional(),
    params: params.optional().describe('Replaces all params'),
    delivery: delivery.optional().describe('What is not delivered yet goes the new way'),
  })
  .refine((change) => Object.keys(change).length > 0, 'Give at least one of mode, params and delivery');

export type PatchSubscription = z.output<typeof PatchSubscription>;

export const SubscriptionsQuery = PageQuery.extend({
  status: z.enum(SUBSCRIPTION_STATUSES).optional().describe('Only those in this state'),
  triggerId: z.string().min(1).max(100).optional().describe('Only those to this trigger'),
});

export type SubscriptionsQuery = z.output<typeof SubscriptionsQuery>;

export const ReplaySubscription = z.strictObject({
  since: time.describe('Beginning of the period, at most 30 days back: events are kept so long'),
  until: time.optional().describe('End of the period; now where omitted'),
});

export type ReplaySubscription = z.output<typeof ReplaySubscription>;
