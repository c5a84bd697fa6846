import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { idAfter, PageQuery, pageFrom, type ListPage } from '../core/list-page.js';
import { RequireScope } from '../tenancy/access.decorators.js';
import type { Caller } from '../tenancy/caller.js';
import { CurrentCaller } from '../tenancy/current-caller.decorator.js';
import { Deliveries } from './deliveries.service.js';
import type { LoggedDelivery } from './delivery-log.repository.js';

const STATUSES = ['pending', 'delivered', 'failed', 'held'] as const;

const DeliveriesQuery = PageQuery.extend({
  status: z.enum(STATUSES).optional().describe('`failed`: dead letters; `held`: waits to be pulled'),
});

const time = z.iso.datetime().nullable();

const AttemptAnswer = z.object({
  attempt: z.int(),
  at: z.string().describe('When it ended, RFC 3339'),
  status: z.int().nullable().describe('Null where there was no answer'),
  error: z.enum(['timeout', 'connection', 'refused', 'aborted']).nullable(),
  durationMs: z.int(),
  answer: z.string().nullable().describe('The first 1 kB'),
});

export const DeliveryAnswer = z.object({
  id: z.string(),
  subscriptionId: z.string(),
  connectionId: z.string(),
  webhookId: z.string().describe('The same over all attempts and replays'),
  sequence: z.int(),
  eventId: z.string().nullable(),
  published: time,
  status: z.enum(STATUSES),
  attemptCount: z.int(),
  createdAt: z.iso.datetime(),
  nextAttemptAt: time.describe('Null where none will follow by itself'),
  deliveredAt: time,
  attempts: z.array(AttemptAnswer).describe('The latest first'),
});

const DeliveriesAnswer = z.object({ data: z.array(DeliveryAnswer), nextCursor: z.string().nullable() });

/** What became of each event for a subscription, for 30 days. */
@Controller('v1')
export class DeliveriesController {
  constructor(private readonly deliveries: Deliveries) {}

  @Get('subscriptions/:subscriptionId/deliveries')
  @RequireScope('triggers:read')
  @Documented({
    summary: 'List deliveries, the newest first',
    description: "With every attempt: its status, how long it took and the beginning of the receiver's answer.",
    answer: DeliveriesAnswer,
    problems: ['not_found'],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('subscriptionId') subscriptionId: string,
    @Query({ schema: DeliveriesQuery }) { status, limit, cursor }: z.output<typeof DeliveriesQuery>,
  ): Promise<ListPage<LoggedDelivery>> {
    const filter = { subscriptionId, status, before: idAfter(cursor), limit: limit + 1 };
    return pageFrom(await this.deliveries.list(caller.tenantId, filter), limit, (delivery) => delivery);
  }

  @Post('deliveries/:deliveryId/retry')
  @HttpCode(200)
  @RequireScope('triggers:write')
  @Documented({
    summary: 'Send a delivery again now',
    description: 'One that waits or was given up is sent at once; one that was delivered stays as it is.',
    answer: DeliveryAnswer,
    problems: ['not_found'],
  })
  async retry(@CurrentCaller() caller: Caller, @Param('deliveryId') id: string): Promise<LoggedDelivery> {
    return this.deliveries.retry(caller, id);
  }
}
