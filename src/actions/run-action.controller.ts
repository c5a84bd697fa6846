import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ConnectorError } from '../core/errors.js';
import { Documented } from '../core/http/documented.decorator.js';
import { RequestContext } from '../core/http/request-context.js';
import { OKTA_PROBLEMS } from '../okta/okta-problems.js';
import { RequireScope } from '../tenancy/access.decorators.js';
import type { Caller } from '../tenancy/caller.js';
import { CurrentCaller } from '../tenancy/current-caller.decorator.js';
import { ActionRunner } from './action-runner.js';
import { PageStream } from './page-stream.js';
import { runAnswer } from './run-answer.js';

const NDJSON = 'application/x-ndjson';

/** The input itself is checked by the action's own schema. */
const RunBody = z.strictObject({ input: z.record(z.string(), z.unknown()).default({}) });

const RunAnswer = z.object({
  runId: z.string(),
  output: z.unknown(),
  changed: z.boolean(),
  attempts: z.int(),
  durationMs: z.int(),
  okta: z
    .object({
      status: z.int(),
      requestId: z.string().nullable(),
      rateLimit: z.object({ limit: z.int(), remaining: z.int(), resetAt: z.iso.datetime() }).nullable(),
    })
    .nullable(),
});

/** Runs actions: one controller for the whole catalogue. */
@Controller('v1/connections/:connectionId/actions')
export class RunActionController {
  constructor(
    private readonly runner: ActionRunner,
    private readonly stream: PageStream,
  ) {}

  @Post(':actionId')
  @HttpCode(200)
  @RequireScope('actions:run')
  @Documented({
    summary: 'Run an action by its id',
    description: 'Every action also has a path of its own in this document, with its input and output.',
    answer: RunAnswer,
    problems: [...OKTA_PROBLEMS, 'read_only_connection', 'outcome_unknown'],
  })
  async run(
    @CurrentCaller() caller: Caller,
    @Param() { connectionId, actionId }: { connectionId: string; actionId: string },
    @Body({ schema: RunBody }) body: z.output<typeof RunBody>,
    @Headers() headers: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    refuseIdempotencyKey(headers['idempotency-key']);
    const request = {
      caller,
      connectionId,
      actionId,
      input: body.input,
      requestId: RequestContext.current().requestId,
    };
    if (headers['accept']?.includes(NDJSON)) {
      const lines = await this.stream.open(await this.runner.prepare(request));
      await reply.status(200).type(NDJSON).send(lines);
      return;
    }
    await reply
      .status(200)
      .type('application/json')
      .send(runAnswer(await this.runner.run(request)));
  }
}

/** A key that is silently ignored would promise what is not kept. */
function refuseIdempotencyKey(key: string | undefined): void {
  if (key === undefined) return;
  throw new ConnectorError(
    'invalid_input',
    'Idempotency-Key is not supported by this release. Send the run without it.',
  );
}
