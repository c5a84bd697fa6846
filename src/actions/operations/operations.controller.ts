import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { sendTagged } from '../../core/http/send-tagged.js';
import { AnyValidToken } from '../../tenancy/access.decorators.js';
import { OperationCatalogue } from './operation-catalogue.js';
import { OperationsQuery, operationsPage } from './operations-page.js';
import { OperationAnswer, operationDetail, OperationDetailAnswer } from './operation-view.js';

const OperationsAnswer = z.object({ data: z.array(OperationAnswer), nextCursor: z.string().nullable() });

/** All operations of Okta's Management API; any valid token may read the list. */
@Controller('v1/operations')
@AnyValidToken()
export class OperationsController {
  constructor(@Inject(OperationCatalogue) private readonly catalogue: OperationCatalogue) {}

  @Get()
  @Documented({
    summary: "List the operations of Okta's Management API",
    description: 'Each can be run on a connection, with the checks and the paging of an action.',
    answer: OperationsAnswer,
  })
  async list(
    @Query({ schema: OperationsQuery }) query: z.output<typeof OperationsQuery>,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendTagged(reply, JSON.stringify(operationsPage(this.catalogue.list(), query)), known);
  }

  @Get(':operationId')
  @Documented({
    summary: 'Read an operation',
    description: 'With the JSON Schema of its input and the Okta scopes that it needs.',
    answer: OperationDetailAnswer,
    problems: ['not_found'],
  })
  async read(
    @Param('operationId') operationId: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const fact = this.catalogue.get(operationId);
    await sendTagged(reply, JSON.stringify(operationDetail(fact, this.catalogue.action(fact))), known);
  }
}
