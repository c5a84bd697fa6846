import { setTimeout as delay } from 'node:timers/promises';
import { ConnectorError } from '../core/errors.js';
import { RequestContext } from '../core/http/request-context.js';
import { judgeAttempt, type AttemptVerdict } from './attempt-verdict.js';
import type { EgressGuard } from './egress-guard.js';
import type { ExchangeResult } from './exchange.js';
import { readRequestId } from './okta-error.js';
import { oktaExchange } from './okta-exchange.js';
import { countHeldBack } from './okta-metrics.js';
import type { Authorizer, OktaAnswer, OktaOrg, OktaRequest } from './okta-request.js';
import { OrgBreakers, type BreakerOptions } from './org-breakers.js';
import { refusedAuthorization, type RefusedAuthorization } from './refused-authorization.js';
import { retryDelay, type AttemptFailure } from './retry-policy.js';
import type { Priority } from './limits/fair-queue.js';
import type { Permit, RateGovernor } from './limits/rate-governor.js';
import { USER_AGENT } from './user-agent.js';

export interface OktaClientOptions {
  /** For one call with all its attempts and waits. */
  totalTimeoutMs?: number;
  maxAnswerBytes?: number;
  breaker?: BreakerOptions;
  /** Keeps Okta's limits before it says 429; without one every attempt goes at once. */
  governor?: Pick<RateGovernor, 'admit'>;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** Milliseconds on a clock that only goes forward. */
  monotonic?: () => number;
  /** In [0, 1). */
  random?: () => number;
  /** Rejects when the signal is aborted. */
  sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

export interface SendOptions {
  /** Answers of 400 to 499 are returned rather than thrown, but for 429. */
  acceptClientErrors?: boolean;
  signal?: AbortSignal;
  /** The path as Okta documents it, such as `/api/v1/users/{userId}`, for telemetry; never a caller's own path. */
  route?: string;
  /** Bulk yields to single calls and waits longer for its turn. Default `single`. */
  priority?: Priority;
}

interface Call {
  org: OktaOrg;
  request: OktaRequest;
  authorizer: Authorizer;
  options: SendOptions;
  startedAt: number;
  attempt: number;
  firstRequestId: string | undefined;
  /** What was already made anew because Okta refused it; each once a call. */
  renewed: readonly RefusedAuthorization['part'][];
}

interface Attempted {
  result: ExchangeResult;
  authorization: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json';

/**
 * The only place that sends to Okta's APIs. A call takes 30 seconds at most, retries and waits included: what Okta has
 * certainly not acted on (429, no connection, refused credentials that can be renewed) is sent again, what it may have
 * acted on only where twice does no harm.
 */
export class OktaClient {
  private readonly breakers: OrgBreakers;
  private readonly governor: OktaClientOptions['governor'];
  private readonly settings: Required<Omit<OktaClientOptions, 'breaker' | 'governor'>>;

  constructor(
    private readonly guard: EgressGuard,
    { breaker, governor, ...options }: OktaClientOptions = {},
  ) {
    this.breakers = new OrgBreakers(breaker);
    this.governor = governor;
    this.settings = {
      totalTimeoutMs: 30_000,
      maxAnswerBytes: 32 * 1_024 * 1_024,
      now: Date.now,
      monotonic: () => performance.now(),
      random: Math.random,
      sleep: async (ms, signal) => delay(ms, undefined, signal && { signal }),
      ...options,
    };
  }

  /** Orgs that are not asked at present, because they could not be reached. */
  get openCircuits(): number {
    return this.breakers.openCount;
  }

  /**
   * Sends the request and gives Okta's answer. The authorizer is asked anew for every attempt.
   * @throws ConnectorError for every other end: the code says what Okta meant, or `okta_unavailable`, `okta_timeout`;
   *   `outcome_unknown` when the answer to a request that is not idempotent was lost
   */
  send(org: OktaOrg, request: OktaRequest, authorizer: Authorizer, options: SendOptions = {}): Promise<OktaAnswer> {
    const startedAt = this.settings.monotonic();
    const first = { attempt: 1, firstRequestId: undefined, renewed: [] };
    return this.sendAttempt({ org, request, authorizer, options, startedAt, ...first });
  }

  private async sendAttempt(call: Call): Promise<OktaAnswer> {
    const attempted = await this.attempt(call);
    const { result } = attempted;
    const renewed = await renewAuthorization(call, attempted);
    if (renewed) return this.sendAttempt({ ...nextAttempt(call, result), renewed: [...call.renewed, renewed] });
    const verdict = this.judge(result, call);
    if (!verdict.failure || !(await this.waitToRetry(verdict.failure, call))) return outcomeOf(verdict);
    return this.sendAttempt(nextAttempt(call, result));
  }

  private async attempt(call: Call): Promise<Attempted> {
    const { org, request, authorizer } = call;
    const authorization = await authorizer.authorize({ method: request.method, url: org.origin + request.target });
    const permit = await this.admit(call);
    let result: ExchangeResult | undefined;
    try {
      const timeoutMs = this.timeLeft(call);
      result = await this.breakers.run(org.origin, () => this.exchange(call, { authorization, timeoutMs }));
    } finally {
      permit?.settle(result);
    }
    return { result, authorization };
  }

  private async admit(call: Call): Promise<Permit | undefined> {
    const { org, request, authorizer, options } = call;
    const { usage: account } = authorizer;
    const { priority = 'single', signal } = options;
    const subject = RequestContext.find()?.caller?.subject ?? '';
    const leftMs = this.timeLeft(call);
    const { origin } = org;
    const { method, target } = request;
    // Before the first attempt, and before one whose credentials were made anew, nothing else takes time.
    const isRetry = call.attempt > 1 && call.renewed.length === 0;
    const heldUpMs = isRetry ? 0 : this.settings.totalTimeoutMs - leftMs;
    const attempt = { origin, method, target, account, subject, priority, leftMs, heldUpMs, signal };
    try {
      return await this.governor?.admit(attempt);
    } catch (error) {
      if (error instanceof ConnectorError && error.code === 'too_many_requests') countHeldBack(method, target);
      throw error;
    }
  }

  private exchange(
    call: Call,
    { authorization, timeoutMs }: { authorization: Attempted['authorization']; timeoutMs: number },
  ): Promise<ExchangeResult> {
    const { org, request, options } = call;
    const headers = { accept: JSON_TYPE, 'content-type': JSON_TYPE, 'user-agent': USER_AGENT, ...request.headers };
    const attempt = {
      method: request.method,
      target: request.target,
      headers: { ...headers, ...retryHeaders(call), ...authorization },
      body: request.body,
      timeoutMs,
      maxBytes: this.settings.maxAnswerBytes,
      signal: options.signal,
    };
    return oktaExchange(this.guard.pool(org.origin), attempt, { org, attempt: call.attempt, route: options.route });
  }

  /** @throws ConnectorError `okta_timeout` when nothing is left */
  private timeLeft({ startedAt }: Call): number {
    const leftMs = this.settings.totalTimeoutMs - (this.settings.monotonic() - startedAt);
    if (leftMs > 0) return leftMs;
    throw new ConnectorError('okta_timeout', 'There was no time left to send the call.', { remedy: 'Try again.' });
  }

  private judge(result: ExchangeResult, { org, request, attempt, options }: Call): AttemptVerdict {
    const { now, random } = this.settings;
    const acceptClientErrors = options.acceptClientErrors ?? false;
    return judgeAttempt(result, { org, request, attempt, acceptClientErrors, now: now(), random: random() });
  }

  private async waitToRetry(failure: AttemptFailure, call: Call): Promise<boolean> {
    const { totalTimeoutMs: budgetMs, monotonic, random, sleep } = this.settings;
    const { attempt, options, request } = call;
    const elapsedMs = monotonic() - call.startedAt;
    const { idempotent } = request;
    const waitMs = retryDelay({ failure, attempt, idempotent, elapsedMs, random: random(), budgetMs });
    if (waitMs === undefined || options.signal?.aborted) return false;
    return sleep(waitMs, options.signal).then(
      () => true,
      () => false,
    );
  }
}

/** What was made anew, so that another attempt may be accepted; it goes at once, since Okta did not act on this one. */
async function renewAuthorization(
  { authorizer, options, renewed }: Call,
  { result, authorization }: Attempted,
): Promise<RefusedAuthorization['part'] | undefined> {
  if (result.kind === 'failure') return undefined;
  const nonce = result.headers['dpop-nonce'];
  if (typeof nonce === 'string') authorizer.noteNonce?.(nonce);
  const refused = refusedAuthorization(result);
  if (!refused || renewed.includes(refused.part) || options.signal?.aborted) return undefined;
  return (await authorizer.refused?.(refused.failure, authorization)) ? refused.part : undefined;
}

function nextAttempt(call: Call, result: ExchangeResult): Call {
  const requestId = result.kind === 'answer' ? readRequestId(result.headers) : undefined;
  return { ...call, attempt: call.attempt + 1, firstRequestId: call.firstRequestId ?? requestId };
}

/** So that Okta's log tells a retry from a new call. */
function retryHeaders({ attempt, firstRequestId }: Call): Record<string, string> {
  if (attempt === 1) return {};
  const count = { 'x-okta-retry-count': String(attempt - 1) };
  return firstRequestId === undefined ? count : { ...count, 'x-okta-retry-for': firstRequestId };
}

function outcomeOf({ outcome }: AttemptVerdict): OktaAnswer {
  if (outcome instanceof ConnectorError) throw outcome;
  return outcome;
}
