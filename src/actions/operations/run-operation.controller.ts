import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { RequestContext } from '../../core/http/request-context.js';
import { OKTA_PROBLEMS } from '../../okta/okta-problems.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { DryRunAnswer } from '../dry-run/dry-run.schema.js';
import { RUN_PROBLEMS, RunAnswer } from '../run-answer.js';
import { RunResponder } from '../run-responder.service.js';
import { IDEMPOTENCY_HEADER, PREFER_HEADER, QUEUED, RunQuery, runWishes } from '../run-wishes.js';
import { OperationCatalogue } from './operation-catalogue.js';
import { withOktaNames } from './operation-input.js';

/** The input itself is checked against Okta's description of the operation. */
const RunBody = z.strictObject({ input: z.record(z.string(), z.unknown()).default({}) });

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
    answer: z.union([RunAnswer, DryRunAnswer]),
    headers: [IDEMPOTENCY_HEADER, PREFER_HEADER],
    others: QUEUED,
    problems: [...OKTA_PROBLEMS, ...RUN_PROBLEMS],
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
