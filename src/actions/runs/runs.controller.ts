import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { queryInteger } from '../../core/query-integer.js';
import { ConnectorError } from '../../core/errors.js';
import { Documented } from '../../core/http/documented.decorator.js';
import { idAfter, PageQuery, pageFrom, type ListPage } from '../../core/list-page.js';
import { RequireScope } from '../../tenancy/access.decorators.js';
import type { Caller } from '../../tenancy/caller.js';
import { CurrentCaller } from '../../tenancy/current-caller.decorator.js';
import type { Run } from './run.js';
import { QueuedRuns } from '../queue/queued-runs.service.js';
import { RunWaiter } from '../queue/run-waiter.service.js';
import { RunRepository } from './run.repository.js';

const STATUSES = ['queued', 'running', 'succeeded', 'failed'] as const;

const RunsQuery = PageQuery.extend({
  connectionId: z.string().min(1).max(64).optional(),
  actionId: z.string().min(1).max(100).optional().describe('Only runs of this action'),
  status: z.enum(STATUSES).optional().describe('Only those in this state'),
});

const time = z.iso.datetime().nullable();

const RunAnswer = z.object({
  runId: z.string(),
  connectionId: z.string(),
  actionId: z.string(),
  effect: z.enum(['read', 'write', 'destructive']),
  status: z.enum(STATUSES),
  caller: z.string(),
  requestId: z.string(),
  startedAt: time,
  finishedAt: time,
  durationMs: z.int().nullable(),
  attempts: z.int(),
  changed: z.boolean().nullable(),
  input: z.unknown(),
  error: z.object({ code: z.string(), upstream: z.unknown() }).nullable(),
  okta: z.object({ status: z.int(), requestId: z.string().nullable() }).nullable(),
});

/** A run that was queued also has its answer, for two days. */
export const RunWithAnswer = RunAnswer.extend({
  output: z.unknown().optional().describe('What a queued run gave, once it succeeded'),
  problem: z.looseObject({}).optional().describe('The problem (RFC 9457) that a queued run ended in'),
});

const WaitQuery = z.strictObject({
  wait: queryInteger({ min: 0, max: 30, fallback: 0 }).describe(
    'Seconds to wait for the end of the run; it is answered as it stands then',
  ),
});

const RunsAnswer = z.object({ data: z.array(RunAnswer), nextCursor: z.string().nullable() });

/** The request log: what ran, redacted, for 30 days. */
@Controller('v1/runs')
export class RunsController {
  constructor(
    private readonly runs: RunRepository,
    private readonly waiter: RunWaiter,
    private readonly queued: QueuedRuns,
  ) {}

  @Get()
  @RequireScope('audit:read')
  @Documented({
    summary: 'List runs, the newest first',
    description: 'The request log of 30 days. Inputs are shown without their secrets; outputs are not kept.',
    answer: RunsAnswer,
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: RunsQuery }) query: z.output<typeof RunsQuery>,
  ): Promise<ListPage<ReturnType<typeof runView>>> {
    const { limit, cursor, ...filter } = query;
    const rows = await this.runs.list(caller.tenantId, { ...filter, before: idAfter(cursor), limit: limit + 1 });
    return pageFrom(rows, limit, runView);
  }

  @Get(':runId')
  @RequireScope('actions:run')
  @Documented({
    summary: 'Read a run, or wait for its end',
    description:
      'Always 200 for a run that is known: look at status. What a queued run answered is kept for two days. With wait the answer comes as soon as the run has ended, or when the seconds are over.',
    answer: RunWithAnswer,
    problems: ['not_found'],
  })
  async read(
    @CurrentCaller() caller: Caller,
    @Param('runId') runId: string,
    @Query({ schema: WaitQuery }) { wait }: z.output<typeof WaitQuery>,
  ) {
    const run = await this.waiter.find(caller.tenantId, runId, wait * 1_000);
    if (!run) throw new ConnectorError('not_found', 'There is no such run. Runs are kept for 30 days.');
    return { ...runView(run), ...(await this.#answerOf(run)) };
  }

  async #answerOf(run: Run): Promise<{ output?: unknown; problem?: unknown }> {
    if (run.status === 'queued' || run.status === 'running') return {};
    const answer = await this.queued.findAnswer(run);
    if (!answer) return {};
    const body: unknown = JSON.parse(answer.body);
    if (run.status === 'failed') return { problem: body };
    return { output: body instanceof Object && 'output' in body ? body.output : null };
  }
}

function runView(run: Run) {
  const { id, tenantId: _tenant, oktaStatus, oktaRequestId, errorCode, error, request, ...rest } = run;
  return {
    runId: id,
    ...rest,
    input: request,
    error: errorCode === null ? null : { code: errorCode, upstream: error },
    okta: oktaStatus === null ? null : { status: oktaStatus, requestId: oktaRequestId },
  };
}
