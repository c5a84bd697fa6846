import type { ErrorCode, Problem } from './types.js';

/** What this client says where an answer is no problem document, such as the page of a proxy in between. */
const UNREADABLE = 'unreadable_answer';

type Told = Partial<Problem> & Pick<Problem, 'status'>;

/** An answer outside 2xx. Decide on `code`; `message` and `remedy` are for people. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ErrorCode | typeof UNREADABLE;
  readonly status: number;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  /** What a person can do about it. */
  readonly remedy: string | undefined;
  /** Okta scopes that the connection lacks. */
  readonly missingScopes: readonly string[];
  /** Each mistake in the input, by JSON pointer. */
  readonly errors: readonly { pointer: string; message: string }[];
  /** What Okta answered. */
  readonly upstream: Problem['upstream'];
  /** Name it when you report a problem. */
  readonly requestId: string | undefined;

  constructor(problem: Told) {
    super(problem.detail ?? `The service answered ${problem.status} without saying why.`);
    this.code = problem.code ?? UNREADABLE;
    this.status = problem.status;
    this.retryable = problem.retryable ?? false;
    this.retryAfterSeconds = problem.retryAfterSeconds;
    this.remedy = problem.remedy;
    this.missingScopes = problem.missingScopes ?? [];
    this.errors = problem.errors ?? [];
    this.upstream = problem.upstream;
    this.requestId = problem.requestId;
  }

  static async from(response: Response): Promise<ProblemError> {
    return new ProblemError({ ...(await readProblem(response)), status: response.status });
  }
}

/** The problem in an answer, if there is one. */
export async function readProblem(response: Response): Promise<Partial<Problem>> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  const body: unknown = isProblem ? await response.json() : undefined;
  return isProblemDocument(body) ? body : {};
}

/** Whether a value is a problem document: has one of its codes. */
export function isProblemDocument(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}
