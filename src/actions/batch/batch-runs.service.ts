import { Inject, Injectable } from '@nestjs/common';
import { ConnectionAccess } from '../../connections/connection-access.js';
import { ConnectorError } from '../../core/errors.js';
import { Draining } from '../../core/http/draining.js';
import { RequestContext } from '../../core/http/request-context.js';
import { toProblem } from '../../core/http/to-problem.js';
import type { RunRequest } from '../action-runner.js';
import type { RunReply } from '../idempotency/run-reply.js';
import { RunAnswers } from '../idempotency/run-answers.service.js';
import { ActionRegistry } from '../registry.js';
import type { BatchRequest } from './batch.schema.js';

type BatchItem = BatchRequest['runs'][number];

/** Who runs the batch, and where. */
type BatchPlace = Pick<RunRequest, 'caller' | 'connectionId' | 'requestId'>;

/** One result as JSON text. */
interface Result {
  ok: boolean;
  text: string;
}

/** Runs many actions on one connection; each is a run of its own, with its own record, audit entry and key. */
@Injectable()
export class BatchRuns {
  constructor(
    @Inject(ActionRegistry) private readonly registry: ActionRegistry,
    private readonly connections: ConnectionAccess,
    private readonly answers: RunAnswers,
    private readonly draining: Draining,
  ) {}

  /**
   * @returns the JSON text of the answer, with the results in the order of the runs; a run that fails is a result
   * @throws ConnectorError `not_found` for a connection that does not exist
   */
  async run(place: BatchPlace, { runs, concurrency, stopOnError }: BatchRequest): Promise<string> {
    await this.#assertExists(place);
    const results: string[] = [];
    const queue = runs.entries();
    let failed: number | undefined;
    const work = async () => {
      // The workers share one iterator, so each run is taken once.
      for (const [index, item] of queue) {
        const refusal = this.#refusal(stopOnError ? failed : undefined);
        const { ok, text } = refusal ? problemResult(refusal) : await this.#runOne(place, item);
        results[index] = text;
        if (!ok) failed ??= index;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    return `{"results":[${results.join(',')}]}`;
  }

  /** What else keeps a connection from acting is the result of each run. */
  async #assertExists({ caller, connectionId }: BatchPlace): Promise<void> {
    await this.connections.open(caller.tenantId, connectionId).catch((error: unknown) => {
      if (!(error instanceof ConnectorError) || error.code === 'not_found') throw error;
    });
  }

  /** Why no further run is started. */
  #refusal(failed: number | undefined): ConnectorError | undefined {
    if (this.draining.finishing.aborted)
      return new ConnectorError('shutting_down', 'Not started: the service is about to end. Send this run again.');
    return failed === undefined ? undefined : notStarted(failed);
  }

  async #runOne(place: BatchPlace, { actionId, input, idempotencyKey }: BatchItem): Promise<Result> {
    try {
      const action = this.registry.get(actionId);
      const reply = await this.answers.answer({ ...place, action, input, idempotencyKey, bulk: true });
      return { ok: reply.status === 200, text: resultOf(reply) };
    } catch (error) {
      return problemResult(error);
    }
  }
}

/** A run's own text gets its status in front; a problem has one already. */
const resultOf = ({ status, body }: RunReply): string => (status === 200 ? `{"status":200,${body.slice(1)}` : body);

function problemResult(error: unknown): Result {
  return { ok: false, text: JSON.stringify(toProblem(error, RequestContext.current())) };
}

/** As with every `invalid_input`, nothing has been done; the pointer leads to the run that has to be mended. */
function notStarted(failed: number): ConnectorError {
  return new ConnectorError('invalid_input', `Not started: runs/${failed} failed, and stopOnError is set.`, {
    remedy: 'Mend or leave out the run that failed, then send this one again.',
    errors: [{ pointer: `/runs/${failed}`, message: 'failed; see its own result' }],
  });
}
