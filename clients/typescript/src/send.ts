import { readProblem } from './problem-error.js';

/**
 * Gives a bearer token; asked before every request, so keep it while it is good. `refused`: the service has answered 401
 * to the one before, so get a new one.
 */
export type TokenProvider = (why: 'needed' | 'refused') => string | Promise<string>;

export interface SendOptions {
  token: string | TokenProvider;
  /** The tenant, for tokens with `tenants:any`. */
  tenantId?: string;
  /** How long to wait in all, over the repetitions of one request; 0 repeats nothing. Default 30 seconds. */
  retryBudgetMs?: number;
  /** Default: the global one. */
  fetch?: (request: Request) => Promise<Response>;
}

const BUSY = new Set([429, 503]);
const DEFAULT_BUDGET_MS = 30_000;

/**
 * A `fetch` that signs in, gets another token once when the first is refused, and repeats what was answered 429 or 503
 * after the time in `Retry-After`, while the problem says that it may be repeated and the budget lasts.
 */
export function sender(options: SendOptions): (request: Request) => Promise<Response> {
  const { token, tenantId, retryBudgetMs = DEFAULT_BUDGET_MS, fetch: send = fetch } = options;
  const provide: TokenProvider = typeof token === 'string' ? () => token : token;

  return async (request) => {
    let why: 'needed' | 'refused' = 'needed';
    let left = retryBudgetMs;
    for (;;) {
      const attempt = request.clone();
      attempt.headers.set('authorization', `Bearer ${await provide(why)}`);
      if (tenantId !== undefined) attempt.headers.set('x-tenant-id', tenantId);
      const response = await send(attempt);
      if (response.status === 401 && why === 'needed' && typeof token !== 'string') {
        why = 'refused';
        continue;
      }
      const wait = await waitBeforeNext(response);
      if (wait === undefined || wait > left) return response;
      left -= wait;
      await pause(wait, request.signal);
    }
  };
}

/** Milliseconds to wait before the request may be sent again; undefined where it may not. */
async function waitBeforeNext(response: Response): Promise<number | undefined> {
  if (!BUSY.has(response.status)) return undefined;
  const { retryable } = await readProblem(response.clone());
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return retryable && Number.isFinite(seconds) ? Math.max(seconds, 1) * 1_000 : undefined;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}
