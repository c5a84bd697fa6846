import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { RequestContext } from '../../core/http/request-context.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { RunResponder } from '../run-responder.service.js';
import { RUN_ROUTE, RunBody } from '../run-route.js';
import { RunQuery, runWishes } from '../run-wishes.js';
import { OperationCatalogue } from './operation-catalogue.js';
import { withOktaNames } from './operation-input.js';

/** Runs any operation of Okta's Management API. */
@Controller('v1/connections/:connectionId/operations')
export class RunOperationController {
  constructor(
    @Inject(OperationCatalogue) private readonly catalogue: OperationCatalogue,
    private readonly responder: RunResponder,
  ) {}

  @Post(':operationId')
  @HttpCode(200)
  @RequireScope('actions:run')
  @Documented({
    summary: "Run an operation of Okta's Management API",
    description:
      'The input is flat: path and query parameters and body properties under the names that Okta gives them. A name that Okta uses twice means the path. GET /v1/operations/{operationId} has the schema.',
    example: { input: { id: '00u1a2b3c4d5e6f7g8h9' } },
    ...RUN_ROUTE,
  })
  async run(
    @CurrentCaller() caller: Caller,
    @Param() { connectionId, operationId }: { connectionId: string; operationId: string },
    @Body({ schema: RunBody }) body: z.output<typeof RunBody>,
    @Query({ schema: RunQuery }) query: z.output<typeof RunQuery>,
    @Headers() headers: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { requestId } = RequestContext.current();
    const fact = this.catalogue.get(operationId);
    const action = this.catalogue.runnable(fact);
    const input = withOktaNames(fact, body.input);
    await this.responder.respond({ caller, connectionId, action, input, requestId }, runWishes(headers, query), reply);
  }
}
