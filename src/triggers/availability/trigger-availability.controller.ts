import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { CatalogueQuery } from '../../core/catalogue-page.js';
import { Documented } from '../../core/http/documented.decorator.js';
import type { ListPage } from '../../core/list-page.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { TriggerAnswer } from '../trigger-view.js';
import { type AvailableTrigger, TriggerAvailabilityService } from './trigger-availability.service.js';

const AvailableTriggerAnswer = TriggerAnswer.extend({
  available: z.boolean().describe('Whether a subscription would hear something. A product may still be missing'),
  missingScopes: z.array(z.string()).describe("Those of requiredScopes that the connection's token lacks"),
  reason: z
    .string()
    .nullable()
    .describe('Why it is not available, or, where it is, what it does without, such as the event hook'),
  remedy: z.string().nullable().describe('What a person can do about it'),
});

@Controller('v1/connections/:connectionId/triggers')
export class TriggerAvailabilityController {
  constructor(private readonly availability: TriggerAvailabilityService) {}

  @Get()
  @RequireScope('connections:read')
  @Documented({
    summary: 'List the triggers and which of them this connection can hear',
    description: 'Judged by what is known of the connection; Okta is not asked.',
    answer: z.object({ data: z.array(AvailableTriggerAnswer), nextCursor: z.string().nullable() }),
    problems: ['not_found'],
  })
  list(
    @CurrentCaller() caller: Caller,
    @Param('connectionId') connectionId: string,
    @Query({ schema: CatalogueQuery }) query: CatalogueQuery,
  ): Promise<ListPage<AvailableTrigger>> {
    return this.availability.list(caller, connectionId, query);
  }
}
