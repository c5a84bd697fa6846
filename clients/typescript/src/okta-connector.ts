import { type Api, answerOf, createApi } from './api.js';
import { itemsOf } from './json-lines.js';
import { ProblemError, isProblemDocument } from './problem-error.js';
import { Connections, Deliveries, Subscriptions } from './resources.js';
import { sender, type SendOptions } from './send.js';
import type { ActionId, ActionInput, ActionOutput, DryRun, ItemOf, LoggedRun, PagedActionId, Run } from './types.js';

export interface OktaConnectorOptions extends SendOptions {
  /** Where the service is, such as `https://okta.platform.example`. */
  baseUrl: string;
}

export interface RunOptions {
  /** The same key with the same input gives the first answer again for 24 hours, and never a second call at Okta. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** A run that nobody waits for yet. */
export interface QueuedRun<A extends ActionId> {
  runId: string;
  actionId: A;
}

/** The run goes on, but longer than was to be waited for. */
export class RunNotFinished extends Error {
  override readonly name = 'RunNotFinished';

  constructor(readonly runId: string) {
    super(`The run ${runId} has not ended yet. Wait for it again.`);
  }
}

const LONG_POLL_SECONDS = 20;
const DEFAULT_WAIT_MS = 300_000;

/** The Okta connector, for one tenant. Every refusal is a `ProblemError`. */
export class OktaConnector {
  /** Every route, with its types; `answerOf` takes its answers apart. */
  readonly api: Api;
  readonly connections: Connections;
  readonly subscriptions: Subscriptions;
  readonly deliveries: Deliveries;
  readonly #baseUrl: string;
  readonly #send: (request: Request) => Promise<Response>;

  constructor({ baseUrl, ...options }: OktaConnectorOptions) {
    this.#baseUrl = baseUrl.replace(/\/+$/, '');
    this.#send = sender(options);
    this.api = createApi(this.#baseUrl, this.#send);
    this.connections = new Connections(this.api);
    this.subscriptions = new Subscriptions(this.api);
    this.deliveries = new Deliveries(this.api);
  }

  /** Runs an action and waits for its output. */
  async run<A extends ActionId>(
    connectionId: string,
    actionId: A,
    input: ActionInput<A>,
    options: RunOptions = {},
  ): Promise<Run<A>> {
    const response = await this.#post({ connectionId, actionId, input }, options);
    return (await response.json()) as Run<A>;
  }

  /** What a run would send to Okta; nothing is sent. */
  async dryRun<A extends ActionId>(connectionId: string, actionId: A, input: ActionInput<A>): Promise<DryRun> {
    const response = await this.#post({ connectionId, actionId, input }, {}, { query: '?dryRun=true' });
    return (await response.json()) as DryRun;
  }

  /** Has an action run in the background; `waitForRun` gives what comes of it. */
  async start<A extends ActionId>(
    connectionId: string,
    actionId: A,
    input: ActionInput<A>,
    options: RunOptions = {},
  ): Promise<QueuedRun<A>> {
    const headers = { prefer: 'respond-async' };
    const response = await this.#post({ connectionId, actionId, input }, options, { headers });
    const { runId } = (await response.json()) as { runId: string };
    return { runId, actionId };
  }

  /**
   * The output of a run that was started.
   * @throws ProblemError what the run ended in; RunNotFinished after `timeoutMs` (default five minutes)
   */
  async waitForRun<A extends ActionId>(
    { runId }: QueuedRun<A>,
    { timeoutMs = DEFAULT_WAIT_MS, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<ActionOutput<A>> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      const wait = Math.max(0, Math.min(LONG_POLL_SECONDS, Math.ceil((end - Date.now()) / 1_000)));
      const params = { path: { runId }, query: { wait } };
      const run = await answerOf(this.api.GET('/v1/runs/{runId}', { params, ...(signal && { signal }) }));
      if (run.status === 'succeeded') return run.output as ActionOutput<A>;
      if (run.status === 'failed') throw failureOf(run);
      if (Date.now() >= end) throw new RunNotFinished(runId);
    }
  }

  /** The items of a list, fetched a page at a time as they are asked for. */
  async *list<A extends PagedActionId>(
    connectionId: string,
    actionId: A,
    input: ActionInput<A>,
    options: Pick<RunOptions, 'signal'> = {},
  ): AsyncGenerator<ItemOf<A>, void, undefined> {
    let next: object = {};
    for (;;) {
      const run = await this.run(connectionId, actionId, { ...input, ...next }, options);
      const page = run.output as { items: ItemOf<A>[]; nextCursor: string | null };
      yield* page.items;
      if (page.nextCursor === null) return;
      next = { cursor: page.nextCursor };
    }
  }

  /** The items of a list in one answer, which the service streams as it reads Okta's pages (NDJSON). */
  async *stream<A extends PagedActionId>(
    connectionId: string,
    actionId: A,
    input: ActionInput<A>,
    options: Pick<RunOptions, 'signal'> = {},
  ): AsyncGenerator<ItemOf<A>, void, undefined> {
    const headers = { accept: 'application/x-ndjson' };
    const { body } = await this.#post({ connectionId, actionId, input }, options, { headers });
    if (body) yield* itemsOf<ItemOf<A>>(body);
  }

  async #post(
    { connectionId, actionId, input }: { connectionId: string; actionId: ActionId; input: unknown },
    { idempotencyKey, signal }: RunOptions,
    { query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const path = `/v1/connections/${encodeURIComponent(connectionId)}/actions/${encodeURIComponent(actionId)}`;
    const request = new Request(`${this.#baseUrl}${path}${query}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...headers,
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      body: JSON.stringify({ input }),
      ...(signal && { signal }),
    });
    const response = await this.#send(request);
    if (!response.ok) throw await ProblemError.from(response);
    return response;
  }
}

function failureOf({ runId, problem, error }: LoggedRun): Error {
  if (isProblemDocument(problem)) return new ProblemError(problem);
  return new Error(`The run ${runId} failed (${error?.code ?? 'unknown'}); its answer is no longer kept.`);
}
