import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { ConnectionAccess } from '../connections/connection-access.js';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { ConnectorError } from '../core/errors.js';
import { toProblem } from '../core/http/to-problem.js';
import { ActionExecutor, type Execution } from './action-executor.js';
import { nextTarget, type PreparedRun } from './action-runner.js';
import { RunRecorder } from './runs/run-recorder.js';
import { failed, succeeded } from './runs/run-outcome.js';

/**
 * Streams every page of a list as NDJSON (one item a line) in constant memory: at most the page being written and the
 * next one are held. The last line is `{"end":true,"count":N}` or `{"error":{…}}`.
 */
@Injectable()
export class PageStream {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly executor: ActionExecutor,
    private readonly recorder: RunRecorder,
    private readonly connections: ConnectionAccess,
  ) {}

  /** Reads the first page before it resolves, so that a refusal is an ordinary problem answer. */
  async open(prepared: PreparedRun): Promise<Readable> {
    if (!prepared.action.definition.paged) {
      throw new ConnectorError(
        'invalid_input',
        `${prepared.action.id} gives one answer, not a list. Ask for application/json.`,
      );
    }
    const first = await this.#page(prepared, prepared.input).catch((error: unknown) => this.#refuse(prepared, error));
    return Readable.from(this.#lines(prepared, first), { objectMode: false });
  }

  async *#lines(prepared: PreparedRun, first: Execution): AsyncGenerator<string> {
    let count = 0;
    let attempts = 0;
    let page: Execution = first;
    try {
      for (;;) {
        attempts += page.attempts;
        const following = this.#following(prepared, page);
        const { items } = page.output as { items: unknown[] };
        count += items.length;
        if (items.length > 0) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
        const next = await following;
        if (next === undefined || 'error' in next) {
          if (next) throw next.error;
          break;
        }
        page = next.page;
      }
      await this.recorder.finish(succeeded(prepared.run, { ...page, attempts }));
      yield `${JSON.stringify({ end: true, count })}\n`;
    } catch (error) {
      await this.recorder.finish(failed(prepared.run, error));
      await this.connections.learn(prepared.session, error);
      yield `${JSON.stringify({ error: this.#problem(prepared, error) })}\n`;
    }
  }

  /** Starts on the next page while this one is being written; a failure is kept until it is its turn. */
  async #following(
    prepared: PreparedRun,
    page: Execution,
  ): Promise<{ page: Execution } | { error: unknown } | undefined> {
    const cursor = nextTarget(prepared.action, page.output);
    if (cursor === null) return undefined;
    try {
      return { page: await this.#page(prepared, { ...prepared.input, cursor }) };
    } catch (error) {
      return { error };
    }
  }

  #problem({ run, action }: PreparedRun, error: unknown) {
    const path = `/v1/connections/${run.connectionId}/actions/${action.id}`;
    return toProblem(error, { publicUrl: this.config.publicUrl, path, requestId: run.requestId });
  }

  #page(prepared: PreparedRun, input: Record<string, unknown>): Promise<Execution> {
    return this.executor.execute(prepared.session, prepared.action.definition, input);
  }

  async #refuse(prepared: PreparedRun, error: unknown): Promise<never> {
    await this.recorder.finish(failed(prepared.run, error));
    await this.connections.learn(prepared.session, error);
    throw error;
  }
}
