import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { cataloguePage, CatalogueQuery } from '../core/catalogue-page.js';
import { Documented } from '../core/http/documented.decorator.js';
import { sendTagged } from '../core/http/send-tagged.js';
import { AnyValidToken } from '../tenancy/access.decorators.js';
import { TriggerRegistry } from './trigger-registry.js';
import { TriggerAnswer, triggerView } from './trigger-view.js';

const TriggersAnswer = z.object({ data: z.array(TriggerAnswer), nextCursor: z.string().nullable() });

/** The catalogue of triggers; any valid token may read it. */
@Controller('v1/triggers')
@AnyValidToken()
export class TriggersController {
  constructor(private readonly registry: TriggerRegistry) {}

  @Get()
  @Documented({
    summary: 'List the triggers',
    description:
      'The catalogue is the same for every tenant. What one connection can hear is in GET /v1/connections/{connectionId}/triggers. Keep the ETag and send it in If-None-Match: 304 while nothing has changed.',
    answer: TriggersAnswer,
  })
  async list(
    @Query({ schema: CatalogueQuery }) query: CatalogueQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendTagged(reply, JSON.stringify(cataloguePage(this.registry.list(), query, triggerView)), known);
  }

  @Get(':triggerId')
  @Documented({
    summary: 'Read a trigger',
    description:
      'With the JSON Schemas of its params and of what is delivered, the event types, the Okta scopes and an example.',
    answer: TriggerAnswer,
    problems: ['not_found'],
  })
  async read(
    @Param('triggerId') triggerId: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendTagged(reply, JSON.stringify(triggerView(this.registry.get(triggerId))), known);
  }
}
