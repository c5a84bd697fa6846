import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Documented } from '../../core/http/documented.decorator.js';
import { RequestContext } from '../../core/http/request-context.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import { BatchAnswer, BatchBody } from './batch.schema.js';
import { BatchRuns } from './batch-runs.service.js';

/** Many runs in one request. */
@Controller('v1/connections/:connectionId/batch')
export class BatchController {
  constructor(private readonly batches: BatchRuns) {}

  @Post()
  @HttpCode(200)
  @RequireScope('actions:run')
  @Documented({
    summary: 'Run up to 100 actions',
    description:
      'Answers 200 once all have ended, whatever they ended with: look at the status of each result. Each is a run of its own.',
    example: {
      runs: [
        { actionId: 'suspend-user', input: { userId: 'ada@acme.example' }, idempotencyKey: 'offboarding-17' },
        { actionId: 'clear-user-sessions', input: { userId: 'ada@acme.example' } },
      ],
      concurrency: 1,
    },
    answer: BatchAnswer,
    problems: ['not_found'],
  })
  async run(
    @CurrentCaller() caller: Caller,
    @Param('connectionId') connectionId: string,
    @Body({ schema: BatchBody }) body: z.output<typeof BatchBody>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const place = { caller, connectionId, requestId: RequestContext.current().requestId };
    await reply
      .status(200)
      .type('application/json')
      .send(await this.batches.run(place, body));
  }
}
