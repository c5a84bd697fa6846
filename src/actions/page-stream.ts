import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ConnectionAccess } from '../connections/connection-access.js';
import { forBulk } from '../connections/okta-session.js';
import { ConnectorError } from '../core/errors.js';
import { Draining } from '../core/http/draining.js';
import { RequestContext } from '../core/http/request-context.js';
import { toProblem, type ProblemPlace } from '../core/http/to-problem.js';
import { ActionExecutor, type Execution } from './action-executor.js';
import type { PreparedRun } from './action-runner.js';
import { pageLines } from './page-lines.js';
import { countRun } from './runs/run-metrics.js';
import { abandoned, failed, succeeded } from './runs/run-outcome.js';
import type { Run } from './runs/run.js';
import { RunRecorder } from './runs/run-recorder.js';

/** A page, or why it could not be had. */
type Fetched = { page: Execution } | { error: unknown };

/**
 * Streams every page of a list as NDJSON (one item a line) in constant memory: at most the page being written and the
 * next one are held. The last line is `{"end":true,"count":N}` or `{"error":{…}}`.
 */
@Injectable()
export class PageStream {
  constructor(
    private readonly executor: ActionExecutor,
    private readonly recorder: RunRecorder,
    private readonly connections: ConnectionAccess,
    private readonly draining: Draining,
  ) {}

  /** Reads the first page before it resolves, so that a refusal is an ordinary problem answer. */
  async open(prepared: PreparedRun): Promise<Readable> {
    const { action, run } = prepared;
    if (!action.definition.paged) {
      throw new ConnectorError('invalid_input', `${action.id} gives one answer, not a list. Ask for application/json.`);
    }
    const startedAt = performance.now();
    const first = await this.#fetch(prepared, prepared.input);
    if ('error' in first) {
      await this.#finish(failed(run, first.error), startedAt);
      throw first.error;
    }
    const lines = this.#lines(prepared, first.page, { place: RequestContext.current(), startedAt });
    return Readable.from(lines, { objectMode: false });
  }

  async *#lines(
    prepared: PreparedRun,
    first: Execution,
    { place, startedAt }: { place: ProblemPlace; startedAt: number },
  ): AsyncGenerator<Buffer | string> {
    const { run } = prepared;
    let ended: (run: Run) => Run = abandoned;
    let [count, attempts] = [0, 0];
    try {
      for await (const page of this.#pages(prepared, first)) {
        attempts += page.attempts;
        count += page.page?.items.length ?? 0;
        const lines = pageLines(page);
        if (lines.length > 0) yield lines;
      }
      ended = (streamed) => succeeded(streamed, { ...first, attempts });
      yield `${JSON.stringify({ end: true, count })}\n`;
    } catch (error) {
      ended = (streamed) => failed(streamed, error);
      yield `${JSON.stringify({ error: toProblem(error, place) })}\n`;
    } finally {
      await this.#finish(ended({ ...run, attempts }), startedAt);
    }
  }

  async #finish(run: Run, startedAt: number): Promise<void> {
    countRun(run, 'direct', startedAt);
    await this.recorder.finish(run);
  }

  /** The next page is fetched while the one before is being written; a failure is kept until it is its turn. */
  async *#pages(prepared: PreparedRun, first: Execution): AsyncGenerator<Execution> {
    let page = first;
    for (;;) {
      const cursor = nextCursor(prepared, page);
      const following = cursor === null ? undefined : this.#fetch(prepared, { ...prepared.input, cursor });
      yield page;
      if (this.draining.leaving.aborted) throw cutShort();
      const next = await following;
      if (next === undefined) return;
      if ('error' in next) throw next.error;
      page = next.page;
    }
  }

  async #fetch({ session, action }: PreparedRun, input: Record<string, unknown>): Promise<Fetched> {
    try {
      return { page: await this.executor.execute(forBulk(session), action.definition, input) };
    } catch (error) {
      await this.connections.learn(session, error);
      return { error };
    }
  }
}

function cutShort(): ConnectorError {
  const detail =
    'The service is shutting down and cannot finish this list. What came before this line is complete pages.';
  return new ConnectorError('shutting_down', detail);
}

/** Where to go on. A list that Okta never ends (the polling form of the System Log) ends at its first empty page. */
function nextCursor({ action: { definition } }: PreparedRun, { page }: Execution): string | null {
  const ended = definition.kind === 'direct' && definition.emptyPageEnds && page?.items.length === 0;
  return ended ? null : (page?.nextCursor ?? null);
}
