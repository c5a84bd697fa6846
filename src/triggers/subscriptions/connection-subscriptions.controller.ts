import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { pageFrom, type ListPage } from '../../core/list-page.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { SubscriptionsAnswer, SubscriptionWithSecretAnswer } from './subscription-answer.schema.js';
import type { SubscriptionView } from './subscription-view.js';
import { SubscriptionViews } from './subscription-views.service.js';
import { CreateSubscription, SubscriptionsQuery } from './subscription.schema.js';
import { SubscriptionsService } from './subscriptions.service.js';

/** The subscriptions of one connection. */
@Controller('v1/connections/:connectionId/subscriptions')
export class ConnectionSubscriptionsController {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly views: SubscriptionViews,
  ) {}

  @Post()
  @RequireScope('triggers:write')
  @Documented({
    summary: 'Subscribe to a trigger',
    description:
      'Answers with the signing secret, this once. A connection has at most 100 subscriptions. With a startFrom in the past, what is stored and what the System Log has since then is delivered too; to a real-time subscription only what is stored.',
    example: {
      triggerId: 'user-account-locked',
      delivery: { type: 'webhook', url: 'https://recipes.platform.example/in/42' },
    },
    answer: SubscriptionWithSecretAnswer,
    problems: ['not_found', 'connection_not_ready', 'insufficient_scope', 'url_not_allowed'],
  })
  async create(
    @CurrentCaller() caller: Caller,
    @Param('connectionId') connectionId: string,
    @Body({ schema: CreateSubscription }) input: CreateSubscription,
  ): Promise<z.input<typeof SubscriptionWithSecretAnswer>> {
    const { subscription, signingSecret } = await this.subscriptions.create(caller, connectionId, input);
    return { ...(await this.views.of(subscription)), signingSecret };
  }

  @Get()
  @RequireScope('triggers:read')
  @Documented({
    summary: 'List the subscriptions of a connection',
    description: 'A page at a time; signing secrets are never shown again.',
    answer: SubscriptionsAnswer,
    problems: ['not_found'],
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Param('connectionId') connectionId: string,
    @Query({ schema: SubscriptionsQuery }) query: SubscriptionsQuery,
  ): Promise<ListPage<SubscriptionView>> {
    const rows = await this.subscriptions.list(caller, connectionId, query);
    const { data, nextCursor } = pageFrom(rows, query.limit, (row) => row);
    return { data: await this.views.ofAll(caller.tenantId, connectionId, data), nextCursor };
  }
}
