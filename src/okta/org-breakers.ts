import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhenResult,
} from 'cockatiel';
import { LRUCache } from 'lru-cache';
import { ConnectorError } from '../core/errors.js';
import { errorCode, type ExchangeResult } from './exchange.js';

export interface BreakerOptions {
  /** Failures in a row that open the circuit. */
  failures?: number;
  /** How long it stays open before one call may try. */
  openForMs?: number;
  maxOrgs?: number;
}

/** A circuit breaker per origin: an org that cannot be reached fails at once instead of holding callers for seconds. */
export class OrgBreakers {
  private readonly breakers: LRUCache<string, CircuitBreakerPolicy>;
  private readonly failures: number;
  private readonly openForMs: number;

  constructor(options: BreakerOptions = {}) {
    this.failures = options.failures ?? 10;
    this.openForMs = options.openForMs ?? 10_000;
    this.breakers = new LRUCache({ max: options.maxOrgs ?? 1_000 });
  }

  /** Origins whose circuit is open. */
  get openCount(): number {
    return [...this.breakers.values()].filter(({ state }) => state === CircuitState.Open).length;
  }

  /**
   * Makes the attempt unless the origin's circuit is open. Only failed connections and timeouts count against it.
   * @throws ConnectorError `okta_unavailable` when open
   */
  async run(origin: string, attempt: () => Promise<ExchangeResult>): Promise<ExchangeResult> {
    const breaker = this.breakers.get(origin) ?? this.add(origin);
    if (breaker.state === CircuitState.HalfOpen) throw this.openError();
    try {
      return await breaker.execute(attempt);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? this.openError() : error;
    }
  }

  private add(origin: string): CircuitBreakerPolicy {
    const breaker = circuitBreaker(handleWhenResult(isUnreachable), {
      halfOpenAfter: this.openForMs,
      breaker: new ConsecutiveBreaker(this.failures),
    });
    this.breakers.set(origin, breaker);
    return breaker;
  }

  private openError(): ConnectorError {
    return new ConnectorError('okta_unavailable', 'The Okta org could not be reached several times in a row.', {
      remedy: 'Try again later; the service tries the org again by itself.',
      retryAfterSeconds: Math.ceil(this.openForMs / 1_000),
    });
  }
}

function isUnreachable(result: unknown): boolean {
  if (typeof result !== 'object' || result === null || !('reason' in result && 'error' in result)) return false;
  const { reason, error } = result;
  return (reason === 'timeout' || reason === 'connection') && errorCode(error) !== 'url_not_allowed';
}
