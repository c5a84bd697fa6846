import { Injectable, Logger } from '@nestjs/common';
import type { CallToolRequestParams, CallToolResult } from '@modelcontextprotocol/server';
import { RunAnswers } from '../actions/idempotency/run-answers.service.js';
import type { RegisteredAction } from '../actions/registry.js';
import { IdempotencyKey } from '../actions/run-wishes.js';
import { ConnectorError } from '../core/errors.js';
import { classifyError } from '../core/http/classify-error.js';
import { RequestContext } from '../core/http/request-context.js';
import { type Problem, toProblem } from '../core/http/to-problem.js';
import type { McpBinding } from './mcp-binding.js';
import { problemResult, successResult } from './tool-result.js';

/** The member of `_meta` that carries an idempotency key. */
const IDEMPOTENCY_META = 'okta-connector/idempotency-key';

/** Runs actions as tools: the same runs as those of the REST API, with their log, audit, limits and idempotency keys. */
@Injectable()
export class ToolCalls {
  readonly #logger = new Logger(ToolCalls.name);

  constructor(private readonly answers: RunAnswers) {}

  /** Within a request. Never rejects: what goes wrong is a result that says so. */
  async call(binding: McpBinding, action: RegisteredAction, params: CallToolRequestParams): Promise<CallToolResult> {
    try {
      const { requestId } = RequestContext.current();
      const input = params.arguments ?? {};
      const idempotencyKey = keyOf(params._meta);
      const { status, body } = await this.answers.answer({ ...binding, requestId, action, input, idempotencyKey });
      return status < 400 ? successResult(body, JSON.parse(body)) : this.#problem(JSON.parse(body));
    } catch (error) {
      this.#log(error);
      return this.#problem(toProblem(error, RequestContext.current()));
    }
  }

  #problem(problem: Problem): CallToolResult {
    RequestContext.current().errorCode = problem.code;
    return problemResult(problem);
  }

  #log(error: unknown): void {
    const { code, status, details } = classifyError(error);
    if (status < 500) return;
    const fields = { msg: 'a tool could not be run', code, err: details.cause ?? error };
    if (code === 'internal_error') this.#logger.error(fields);
    else if (details.cause !== undefined) this.#logger.warn(fields);
  }
}

function keyOf(meta: Record<string, unknown> | undefined): string | undefined {
  const key = meta?.[IDEMPOTENCY_META];
  if (key === undefined) return undefined;
  const parsed = IdempotencyKey.safeParse(key);
  if (parsed.success) return parsed.data;
  throw new ConnectorError('invalid_input', `${IDEMPOTENCY_META} in _meta must be text of 1 to 255 characters.`);
}
