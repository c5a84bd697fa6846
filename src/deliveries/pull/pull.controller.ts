import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { queryInteger } from '../../core/query-integer.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { Pull } from './pull.service.js';

const MAX_WAIT_SECONDS = 30;

const PullQuery = z.strictObject({
  limit: queryInteger({ min: 1, max: 200, fallback: 50 }).describe('Events at most'),
  cursor: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe('The nextCursor of the answer before; it acknowledges what lies before it'),
  wait: queryInteger({ min: 0, max: MAX_WAIT_SECONDS, fallback: 0 }).describe(
    'Seconds to wait for an event where there is none',
  ),
});

const PulledAnswer = z.object({
  data: z.array(
    z.object({
      webhookId: z.string().describe('The same whenever the event is delivered to this subscription'),
      type: z.string().describe('The trigger'),
      timestamp: z.string().describe('When it happened'),
      data: z.looseObject({
        subscriptionId: z.string(),
        connectionId: z.string(),
        tenantId: z.string(),
        sequence: z.int(),
      }),
    }),
  ),
  nextCursor: z.string().describe('Ask with it for what comes next, also where nothing came'),
});

/** Events for those who ask for them; the same that a webhook gets. */
@Controller('v1/subscriptions/:subscriptionId/events')
export class PullController {
  constructor(private readonly pulling: Pull) {}

  @Get()
  @RequireScope('triggers:read')
  @Documented({
    summary: 'Pull the events of a subscription',
    description:
      'In the order of their sequence, of the last 30 days. Without a cursor it begins after what was acknowledged last; asking with a cursor acknowledges what lies before it. Also works beside a webhook, and while the subscription is paused.',
    answer: PulledAnswer,
    problems: ['not_found'],
  })
  async pull(
    @CurrentCaller() caller: Caller,
    @Param('subscriptionId') id: string,
    @Query({ schema: PullQuery }) { cursor, limit, wait }: z.output<typeof PullQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    const text = await this.pulling.pull(caller, id, { cursor, limit, waitMs: wait * 1_000 }, left.signal);
    await reply.type('application/json').send(text);
  }
}
