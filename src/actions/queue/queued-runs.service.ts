import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { PROBLEM_JSON } from '../../core/http/send-problem.js';
import { RequestContext } from '../../core/http/request-context.js';
import { toProblem } from '../../core/http/to-problem.js';
import { JobQueue, type JobPayload } from '../../core/jobs/job-queue.service.js';
import { RUNS_QUEUE } from '../../core/jobs/queues.js';
import { parseTenantId, type TenantId } from '../../core/tenant-id.js';
import { SecretBox, type SealedSecret } from '../../tokens/secret-box.js';
import { ActionRunner, type RunOutcome, type RunRequest } from '../action-runner.js';
import { IdempotencyKeys } from '../idempotency/idempotency-keys.service.js';
import type { KeyedRunRequest } from '../idempotency/run-answers.service.js';
import { fingerprintOf } from '../idempotency/run-fingerprint.js';
import type { GivenReply, RunReply } from '../idempotency/run-reply.js';
import { successReply } from '../idempotency/run-reply.js';
import { OperationCatalogue } from '../operations/operation-catalogue.js';
import { ActionRegistry, type RegisteredAction } from '../registry.js';
import { runAnswer } from '../run-answer.js';
import { RunLeases } from '../runs/run-leases.service.js';
import { countRun } from '../runs/run-metrics.js';
import { failed } from '../runs/run-outcome.js';
import type { Run } from '../runs/run.js';
import { RunRepository } from '../runs/run.repository.js';
import { QueuedRunRepository } from './queued-run.repository.js';

/** What a run needs later; our own text, sealed. */
interface StoredRequest {
  input: unknown;
}

/** At once in one process. */
const CONCURRENCY = 10;

/**
 * Runs that their callers do not wait for (RFC 7240, `Prefer: respond-async`). Run and job are written in one transaction;
 * the run is begun once, by whichever process takes it, and its answer is kept for two days.
 */
@Injectable()
export class QueuedRuns {
  readonly #logger = new Logger(QueuedRuns.name);

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    @Inject(ActionRegistry) private readonly registry: ActionRegistry,
    private readonly operations: OperationCatalogue,
    private readonly runner: ActionRunner,
    private readonly keys: IdempotencyKeys,
    private readonly leases: RunLeases,
    private readonly runs: RunRepository,
    private readonly queued: QueuedRunRepository,
    private readonly box: SecretBox,
    private readonly database: TenantDatabase,
    private readonly jobs: JobQueue,
  ) {
    jobs.work(RUNS_QUEUE, (payload) => this.#work(payload), { localConcurrency: CONCURRENCY });
  }

  /**
   * Checks all that can be checked without Okta, and queues the run. The same key with the same body gives the first
   * answer again.
   * @throws ConnectorError what `ActionRunner.prepare` and `IdempotencyKeys.claim` refuse
   */
  async enqueue({ idempotencyKey, ...request }: KeyedRunRequest): Promise<GivenReply> {
    const { run } = await this.runner.prepare(request);
    const waiting: Run = { ...run, status: 'queued' };
    const sealed = await this.box.seal({ ...requestPlace(run), plaintext: JSON.stringify({ input: request.input }) });
    const reply = await this.database.transaction(run.tenantId, async () => {
      const earlier = await this.#record(waiting, { idempotencyKey, request });
      if (earlier) return { ...earlier, replayed: true };
      await this.queued.insert(waiting, sealed);
      await this.jobs.send(RUNS_QUEUE, { tenantId: run.tenantId, runId: run.id });
      return { ...acceptedReply(run), replayed: false };
    });
    if (!reply.replayed) this.jobs.wake(RUNS_QUEUE);
    return reply;
  }

  /** The stored answer of a queued run that has ended, or undefined. */
  async findAnswer(run: Run): Promise<RunReply | undefined> {
    const sealed = await this.database.transaction(run.tenantId, () => this.queued.findAnswer(run.tenantId, run));
    return sealed && parseReply(await this.box.open({ ...answerPlace(run), ...sealed }));
  }

  /** @returns the reply of the run that had the key before */
  async #record(
    run: Run,
    { idempotencyKey, request }: Pick<KeyedRunRequest, 'idempotencyKey'> & { request: RunRequest },
  ): Promise<RunReply | undefined> {
    if (idempotencyKey === undefined) {
      await this.runs.record(run.tenantId, [run]);
      return undefined;
    }
    const fingerprint = fingerprintOf(idempotencyKey, { actionId: request.action.id, input: request.input });
    const claimed = await this.keys.claim(run, fingerprint);
    if ('body' in claimed) return claimed;
    await this.keys.finish(run, claimed, acceptedReply(run));
    return undefined;
  }

  async #work({ tenantId, runId }: JobPayload): Promise<void> {
    const tenant = parseTenantId(tenantId ?? '');
    const run = tenant && (await this.runs.find(tenant, runId ?? ''));
    if (!tenant || run?.status !== 'queued') return;
    const context = new RequestContext(run.requestId, `/v1/runs/${run.id}`, this.config.publicUrl);
    context.caller = { tenantId: tenant, subject: run.caller };
    await context.run(() => this.leases.during(run, () => this.#run(tenant, { ...run, status: 'running' })));
  }

  /** Nothing is begun that another process has begun: what became of that one shows with its lease. */
  async #run(tenant: TenantId, run: Run): Promise<void> {
    const sealed = await this.database.transaction(tenant, async () => {
      const taken = await this.queued.take(run);
      if (taken) await this.runs.record(tenant, [run]);
      return taken;
    });
    if (!sealed) return;
    await this.#settle(run, await this.#carryOut(run, sealed));
  }

  async #carryOut(run: Run, sealed: SealedSecret): Promise<RunOutcome> {
    const startedAt = performance.now();
    try {
      const { input } = parseRequest(await this.box.open({ ...requestPlace(run), ...sealed }));
      const { tenantId, caller: subject, requestId, connectionId } = run;
      const caller = { tenantId, subject, scopes: new Set<string>() };
      const action = this.#action(run.actionId);
      const prepared = await this.runner.prepare({ caller, requestId, connectionId, action, input });
      return await this.runner.carryOut({ ...prepared, run, mode: 'queued' });
    } catch (error) {
      const ended = failed(run, error);
      countRun(ended, 'queued', startedAt);
      return { run: ended, error };
    }
  }

  async #settle({ tenantId }: Run, outcome: RunOutcome): Promise<void> {
    const { run } = outcome;
    const sealed = await this.box.seal({ ...answerPlace(run), plaintext: JSON.stringify(replyOf(outcome)) });
    await this.database.transaction(tenantId, async () => {
      await this.runs.record(tenantId, [run]);
      await this.queued.answer(run, sealed);
    });
    if ('error' in outcome) this.#logger.debug({ msg: 'A queued run failed', runId: run.id, code: run.errorCode });
  }

  #action(id: string): RegisteredAction {
    return this.registry.find(id) ?? this.operations.runnable(this.operations.get(id));
  }
}

const requestPlace = ({ tenantId, connectionId, id }: Run) => ({ tenantId, connectionId, field: `run:request:${id}` });

const answerPlace = ({ tenantId, connectionId, id }: Run) => ({ tenantId, connectionId, field: `run:answer:${id}` });

function acceptedReply({ id }: Run): RunReply {
  const body = JSON.stringify({ runId: id, status: 'queued' });
  return { status: 202, contentType: 'application/json', body, location: `/v1/runs/${id}` };
}

function replyOf(outcome: RunOutcome): RunReply {
  if (!('error' in outcome)) return successReply(runAnswer(outcome));
  const problem = toProblem(outcome.error, RequestContext.current());
  return { status: problem.status, contentType: PROBLEM_JSON, body: JSON.stringify(problem) };
}

function parseRequest(text: string): StoredRequest {
  const request: StoredRequest = JSON.parse(text);
  return request;
}

function parseReply(text: string): RunReply {
  const reply: RunReply = JSON.parse(text);
  return reply;
}
