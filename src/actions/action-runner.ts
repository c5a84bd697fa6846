import { Injectable } from '@nestjs/common';
import { ConnectionAccess } from '../connections/connection-access.js';
import { forBulk, type OktaSession } from '../connections/okta-session.js';
import { idTime, newId } from '../core/ids.js';
import { invalidInput } from '../core/http/validation.js';
import { scrub } from '../core/logging/scrub.js';
import type { Caller } from '../tenancy/caller.js';
import { ActionExecutor, type Execution } from './action-executor.js';
import { assertInputPermitted, assertPermitted } from './action-permission.js';
import { OutputDrift } from './output-drift.js';
import { PageCursor } from './page-cursor.js';
import type { RegisteredAction } from './registry.js';
import type { Run } from './runs/run.js';
import { observeRun, type RunMode } from './runs/run-metrics.js';
import { failed, succeeded } from './runs/run-outcome.js';
import { RunLeases } from './runs/run-leases.service.js';
import { RunRecorder } from './runs/run-recorder.js';

export interface RunRequest {
  caller: Caller;
  requestId: string;
  connectionId: string;
  action: RegisteredAction;
  input: unknown;
  /** One of many: its calls to Okta yield to those of single runs. */
  bulk?: true;
}

/** A run that Okta carried out. `cursor` is the sealed one of the next page; null at the end. */
export interface CompletedRun {
  run: Run;
  execution: Execution;
  cursor: string | null;
}

/** A run that may begin: everything that can be refused without Okta has been. */
export interface PreparedRun {
  action: RegisteredAction;
  session: OktaSession;
  input: Record<string, unknown>;
  run: Run;
  mode: RunMode;
}

/** How a run ended; `run` is the record of it. */
export type RunOutcome = CompletedRun | { run: Run; error: unknown };

/** From a caller's request to a recorded run. */
@Injectable()
export class ActionRunner {
  constructor(
    private readonly connections: ConnectionAccess,
    private readonly executor: ActionExecutor,
    private readonly cursors: PageCursor,
    private readonly recorder: RunRecorder,
    private readonly leases: RunLeases,
    private readonly drift: OutputDrift,
  ) {}

  /** Runs an action once; a list gives one page. */
  async run(request: RunRequest): Promise<CompletedRun> {
    const prepared = await this.prepare(request);
    return await this.complete(prepared);
  }

  /** Checks all that needs no call to Okta: action, connection, permissions, input, cursor. */
  async prepare(request: RunRequest): Promise<PreparedRun> {
    const session = await this.connections.open(request.caller.tenantId, request.connectionId);
    const action = request.action.for(request.input);
    assertPermitted(action, session);
    const input = parseInput(action, request.input);
    assertInputPermitted(action, input, session);
    if (typeof input['cursor'] === 'string')
      input['cursor'] = await this.cursors.open(binding(session, action), input['cursor']);
    const run = newRun(request, action);
    return request.bulk
      ? { action, session: forBulk(session), input, run, mode: 'batch' }
      : { action, session, input, run, mode: 'direct' };
  }

  /** Records, runs, records. */
  complete(prepared: PreparedRun): Promise<CompletedRun> {
    return this.leases.during(prepared.run, async () => {
      await this.recorder.begin(prepared.run);
      const outcome = await this.carryOut(prepared);
      await this.recorder.finish(outcome.run);
      if ('error' in outcome) throw outcome.error;
      return outcome;
    });
  }

  /** Runs what has been recorded as begun, and leaves it to the caller to record how it ended. Never rejects. */
  carryOut(prepared: PreparedRun): Promise<RunOutcome> {
    return observeRun(prepared, () => this.#execute(prepared));
  }

  async #execute(prepared: PreparedRun): Promise<RunOutcome> {
    const { action, session, input } = prepared;
    try {
      const execution = await this.executor.execute(session, action.definition, input);
      this.drift.check(action, execution.output);
      return {
        run: succeeded(prepared.run, execution),
        execution,
        cursor: await this.#nextCursor(prepared, execution),
      };
    } catch (error) {
      await this.connections.learn(session, error);
      return { run: failed(prepared.run, error), error };
    }
  }

  async #nextCursor({ action, session }: PreparedRun, { page }: Execution): Promise<string | null> {
    const next = page?.nextCursor ?? null;
    return next === null ? null : this.cursors.seal(binding(session, action), next);
  }
}

function parseInput({ definition }: RegisteredAction, input: unknown): Record<string, unknown> {
  const parsed = definition.input.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error.issues, { prefix: ['input'] });
  return parsed.data;
}

const binding = ({ tenantId, connectionId }: OktaSession, { id }: RegisteredAction) => ({
  tenantId,
  connectionId,
  actionId: id,
});

function newRun(request: RunRequest, action: RegisteredAction): Run {
  const id = newId('run');
  return {
    tenantId: request.caller.tenantId,
    id,
    connectionId: request.connectionId,
    actionId: action.id,
    effect: action.effect,
    status: 'running',
    caller: request.caller.subject,
    requestId: request.requestId,
    startedAt: idTime('run', id) ?? new Date(),
    finishedAt: null,
    durationMs: null,
    attempts: 0,
    changed: null,
    errorCode: null,
    error: null,
    oktaStatus: null,
    oktaRequestId: null,
    request: scrub(request.input),
  };
}
