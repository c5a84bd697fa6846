import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { Replays } from './replays.service.js';
import { SampleDeliveries } from './sample-deliveries.service.js';
import {
  ReplayAnswer,
  SubscriptionAnswer,
  SubscriptionWithSecretAnswer,
  TestAnswer,
} from './subscription-answer.schema.js';
import { SubscriptionChanges } from './subscription-changes.service.js';
import type { SubscriptionView } from './subscription-view.js';
import { SubscriptionViews } from './subscription-views.service.js';
import { PatchSubscription, ReplaySubscription } from './subscription.schema.js';
import { SubscriptionsService } from './subscriptions.service.js';

@Controller('v1/subscriptions')
export class SubscriptionsController {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly changes: SubscriptionChanges,
    private readonly samples: SampleDeliveries,
    private readonly replays: Replays,
    private readonly views: SubscriptionViews,
  ) {}

  @Get(':subscriptionId')
  @RequireScope('triggers:read')
  @Documented({
    summary: 'Read a subscription',
    description:
      'With how its events really come, how far behind it is, and what an administrator has to do in Okta, if anything.',
    answer: SubscriptionAnswer,
    problems: ['not_found'],
  })
  async get(@CurrentCaller() caller: Caller, @Param('subscriptionId') id: string): Promise<SubscriptionView> {
    return this.views.of(await this.subscriptions.get(caller, id));
  }

  @Patch(':subscriptionId')
  @RequireScope('triggers:write')
  @Documented({
    summary: 'Change a subscription',
    description:
      'New params count for what happens from now on; what waits to be delivered stays, and goes the new way.',
    example: { delivery: { type: 'pull' } },
    answer: SubscriptionAnswer,
    problems: ['not_found', 'insufficient_scope', 'url_not_allowed'],
  })
  async patch(
    @CurrentCaller() caller: Caller,
    @Param('subscriptionId') id: string,
    @Body({ schema: PatchSubscription }) input: PatchSubscription,
  ): Promise<SubscriptionView> {
    return this.views.of(await this.changes.patch(caller, id, input));
  }

  @Delete(':subscriptionId')
  @HttpCode(204)
  @RequireScope('triggers:write')
  @Documented({
    summary: 'Delete a subscription and its secrets',
    description: 'What was not delivered yet never is.',
    problems: ['not_found'],
  })
  async delete(@CurrentCaller() caller: Caller, @Param('subscriptionId') id: string): Promise<void> {
    await this.subscriptions.delete(caller, id);
  }

  @Post(':subscriptionId/pause')
  @HttpCode(200)
  @RequireScope('triggers:write')
  @Documented({
    summary: 'Pause a subscription',
    description: 'Deliveries wait until it is resumed, for 30 days at most. A disabled subscription stays disabled.',
    answer: SubscriptionAnswer,
    problems: ['not_found'],
  })
  async pause(@CurrentCaller() caller: Caller, @Param('subscriptionId') id: string): Promise<SubscriptionView> {
    return this.views.of(await this.changes.pause(caller, id));
  }

  @Post(':subscriptionId/resume')
  @HttpCode(200)
  @RequireScope('triggers:write')
  @Documented({
    summary: 'Resume a subscription',
    description: 'Goes on where it was. A failing or disabled one is active again.',
    answer: SubscriptionAnswer,
    problems: ['not_found'],
  })
  async resume(@CurrentCaller() caller: Caller, @Param('subscriptionId') id: string): Promise<SubscriptionView> {
    return this.views.of(await this.changes.resume(caller, id));
  }

  @Post(':subscriptionId/test')
  @HttpCode(202)
  @RequireScope('triggers:write')
  @Documented({
    summary: 'Deliver a sample event',
    description: 'The example of the trigger, with data.sample true and the next sequence number.',
    answer: TestAnswer,
    problems: ['not_found'],
  })
  async test(
    @CurrentCaller() caller: Caller,
    @Param('subscriptionId') id: string,
  ): Promise<z.input<typeof TestAnswer>> {
    const { id: deliveryId, webhookId, sequence } = await this.samples.deliver(caller, id);
    return { deliveryId, webhookId, sequence };
  }

  @Post(':subscriptionId/replay')
  @HttpCode(202)
  @RequireScope('triggers:write')
  @Documented({
    summary: 'Deliver a period again',
    description:
      'Each stored event of the period that matches is delivered again, with the webhook-id it had and the next sequence numbers, in the background; so are those that were never delivered. Of triggers with a schedule: what was written in the period. At most 100,000 deliveries; one replay of a subscription at a time.',
    example: { since: '2026-11-20T00:00:00Z', until: '2026-11-20T06:00:00Z' },
    answer: ReplayAnswer,
    problems: ['not_found', 'too_many_requests'],
  })
  async replay(
    @CurrentCaller() caller: Caller,
    @Param('subscriptionId') id: string,
    @Body({ schema: ReplaySubscription }) input: ReplaySubscription,
  ): Promise<z.input<typeof ReplayAnswer>> {
    const { since, until } = await this.replays.ask(caller, id, input);
    return { since: since.toISOString(), until: until.toISOString() };
  }

  @Post(':subscriptionId/rotate-secret')
  @HttpCode(200)
  @RequireScope('triggers:write')
  @Documented({
    summary: 'Make a new signing secret',
    description: 'Answers with it, this once. The one before signs too for 24 hours.',
    answer: SubscriptionWithSecretAnswer,
    problems: ['not_found'],
  })
  async rotateSecret(
    @CurrentCaller() caller: Caller,
    @Param('subscriptionId') id: string,
  ): Promise<z.input<typeof SubscriptionWithSecretAnswer>> {
    const { subscription, signingSecret } = await this.changes.rotateSecret(caller, id);
    return { ...(await this.views.of(subscription)), signingSecret };
  }
}
