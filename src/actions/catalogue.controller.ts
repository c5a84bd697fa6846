import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { sendTagged } from '../core/http/send-tagged.js';
import { AnyValidToken } from '../tenancy/access.decorators.js';
import { ActionAnswer, actionView, CatalogueQuery, actionsPage } from './catalogue-view.js';
import { ActionRegistry } from './registry.js';

const ActionsAnswer = z.object({ data: z.array(ActionAnswer), nextCursor: z.string().nullable() });

/** The catalogue of actions; any valid token may read it. */
@Controller('v1/actions')
@AnyValidToken()
export class CatalogueController {
  constructor(@Inject(ActionRegistry) private readonly registry: ActionRegistry) {}

  @Get()
  @Documented({
    summary: 'List the actions',
    description:
      'The catalogue is the same for every tenant. What one connection can run is in GET /v1/connections/{connectionId}/actions. Keep the ETag and send it in If-None-Match: 304 while nothing has changed.',
    answer: ActionsAnswer,
  })
  async list(
    @Query({ schema: CatalogueQuery }) query: z.output<typeof CatalogueQuery>,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const page = actionsPage(this.registry.list(), query, actionView);
    await sendTagged(reply, JSON.stringify(page), known);
  }

  @Get(':actionId')
  @Documented({
    summary: 'Read an action',
    description:
      'With the JSON Schemas of its input and its output, the Okta scopes and admin roles that it needs, and an example.',
    answer: ActionAnswer,
    problems: ['not_found'],
  })
  async read(
    @Param('actionId') actionId: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendTagged(reply, JSON.stringify(actionView(this.registry.get(actionId))), known);
  }
}
