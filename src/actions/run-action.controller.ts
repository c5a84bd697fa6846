import { Body, Controller, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Documented } from '../core/http/documented.decorator.js';
import { RequestContext } from '../core/http/request-context.js';
import { RequireScope } from '../tenancy/access.decorators.js';
import type { Caller } from '../tenancy/caller.js';
import { CurrentCaller } from '../tenancy/current-caller.decorator.js';
import { ActionRegistry } from './registry.js';
import { RunResponder } from './run-responder.service.js';
import { RUN_ROUTE, RunBody } from './run-route.js';
import { RunQuery, runWishes } from './run-wishes.js';

/** Runs actions: one controller for the whole catalogue. */
@Controller('v1/connections/:connectionId/actions')
export class RunActionController {
  constructor(
    @Inject(ActionRegistry) private readonly registry: ActionRegistry,
    private readonly responder: RunResponder,
  ) {}

  @Post(':actionId')
  @HttpCode(200)
  @RequireScope('actions:run')
  @Documented({
    summary: 'Run an action by its id',
    description: 'Every action also has a path of its own in this document, with its input and output.',
    example: { input: { userId: 'ada@acme.example' } },
    ...RUN_ROUTE,
  })
  async run(
    @CurrentCaller() caller: Caller,
    @Param() { connectionId, actionId }: { connectionId: string; actionId: string },
    @Body({ schema: RunBody }) body: z.output<typeof RunBody>,
    @Query({ schema: RunQuery }) query: z.output<typeof RunQuery>,
    @Headers() headers: Record<string, string | undefined>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { requestId } = RequestContext.current();
    const action = this.registry.get(actionId);
    const request = { caller, connectionId, action, input: body.input, requestId };
    await this.responder.respond(request, runWishes(headers, query), reply);
  }
}
