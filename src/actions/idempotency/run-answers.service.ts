import { Injectable } from '@nestjs/common';
import { classifyError } from '../../core/http/classify-error.js';
import { RequestContext } from '../../core/http/request-context.js';
import { PROBLEM_JSON } from '../../core/http/send-problem.js';
import { toProblem } from '../../core/http/to-problem.js';
import { ActionRunner, type CompletedRun, type PreparedRun, type RunRequest } from '../action-runner.js';
import { runAnswer } from '../run-answer.js';
import { RunLeases } from '../runs/run-leases.service.js';
import { type ClaimedKey, IdempotencyKeys } from './idempotency-keys.service.js';
import { fingerprintOf, type RunFingerprint } from './run-fingerprint.js';
import { type GivenReply, type RunReply, successReply } from './run-reply.js';

/** A run with the key that its caller gave, if any. */
export interface KeyedRunRequest extends RunRequest {
  idempotencyKey?: string | undefined;
}

const fresh = (reply: RunReply): GivenReply => ({ ...reply, replayed: false });
const again = (reply: RunReply): GivenReply => ({ ...reply, replayed: true });

/** Runs an action for a caller: the text of the answer, the first one again where the same key comes with the same body. */
@Injectable()
export class RunAnswers {
  constructor(
    private readonly runner: ActionRunner,
    private readonly keys: IdempotencyKeys,
    private readonly leases: RunLeases,
  ) {}

  /**
   * Within a request. What is refused before the run begins does not use the key; what may be sent again without harm
   * (`retryable`) gives the key back.
   * @throws whatever the run ended with; a problem that is given again is a reply, not an error
   */
  async answer(request: KeyedRunRequest): Promise<GivenReply> {
    const { idempotencyKey, action, input } = request;
    if (idempotencyKey === undefined) return fresh(successReply(runAnswer(await this.runner.run(request))));
    const fingerprint = fingerprintOf(idempotencyKey, { actionId: action.id, input });
    const prepared = await this.#prepare(request, fingerprint);
    if ('body' in prepared) return again(prepared);
    return this.leases.during(prepared.run, async () => {
      const claimed = await this.keys.claim(prepared.run, fingerprint);
      return 'body' in claimed ? again(claimed) : this.#carryOut(prepared, claimed);
    });
  }

  /** A connection that may not act any more can still give the answer that it gave. */
  async #prepare(request: KeyedRunRequest, fingerprint: RunFingerprint): Promise<PreparedRun | RunReply> {
    try {
      return await this.runner.prepare(request);
    } catch (error) {
      const place = { tenantId: request.caller.tenantId, connectionId: request.connectionId };
      const earlier = await this.keys.find(place, fingerprint);
      if (earlier) return earlier;
      throw error;
    }
  }

  async #carryOut(prepared: PreparedRun, key: ClaimedKey): Promise<GivenReply> {
    const outcome = await this.runner.carryOut(prepared);
    if ('error' in outcome) {
      await this.keys.finish(outcome.run, key, problemToKeep(outcome.error));
      throw outcome.error;
    }
    const reply = successReply(runAnswer(outcome satisfies CompletedRun));
    await this.keys.finish(outcome.run, key, reply);
    return fresh(reply);
  }
}

/** Undefined for a problem after which the same request may be sent again: it did not act, or acting twice does no harm. */
function problemToKeep(error: unknown): RunReply | undefined {
  if (classifyError(error).retryable) return undefined;
  const problem = toProblem(error, RequestContext.current());
  const { status, retryAfterSeconds } = problem;
  return { status, contentType: PROBLEM_JSON, body: JSON.stringify(problem), retryAfterSeconds };
}
