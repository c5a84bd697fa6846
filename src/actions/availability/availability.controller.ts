import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import type { ListPage } from '../../core/list-page.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { ActionAnswer, CatalogueQuery } from '../catalogue-view.js';
import { AvailabilityService, type AvailableAction } from './availability.service.js';

const AvailableActionAnswer = ActionAnswer.extend({
  available: z
    .boolean()
    .describe('Whether a run would be sent to Okta. An admin role or a product may still be missing'),
  missingScopes: z.array(z.string()).describe("Okta scopes that the connection's token lacks"),
  reason: z.string().nullable().describe('Why it is not available, in words'),
  remedy: z.string().nullable().describe('What a person can do about it'),
});

@Controller('v1/connections/:connectionId/actions')
export class AvailabilityController {
  constructor(private readonly availability: AvailabilityService) {}

  @Get()
  @RequireScope('connections:read')
  @Documented({
    summary: 'List the actions and which of them this connection can run',
    description: 'Judged by what is known of the connection; Okta is not asked.',
    answer: z.object({ data: z.array(AvailableActionAnswer), nextCursor: z.string().nullable() }),
    problems: ['not_found'],
  })
  list(
    @CurrentCaller() caller: Caller,
    @Param('connectionId') connectionId: string,
    @Query({ schema: CatalogueQuery }) query: CatalogueQuery,
  ): Promise<ListPage<AvailableAction>> {
    return this.availability.list(caller, connectionId, query);
  }
}
