import type { Effect } from '../actions/define-action.js';
import type { ErrorCode } from '../core/errors.js';
import { DryRunAnswer } from '../actions/dry-run/dry-run.schema.js';
import { RUN_PROBLEMS } from '../actions/run-answer.js';
import { IDEMPOTENCY_HEADER } from '../actions/run-wishes.js';
import { OKTA_PROBLEMS } from '../okta/okta-problems.js';
import { embedSchema, schemaOf } from './json-schema.js';
import type { Components, JsonSchema, Operation, PathItem } from './openapi-types.js';
import { problemResponses } from './problem-responses.js';
import { commonProblems } from './route-problems.js';
import { TENANT_HEADER } from './tenant-header.js';

/** What the document says of an action. */
export interface DocumentedAction {
  id: string;
  family: string;
  title: string;
  description: string;
  effect: Effect;
  paged: boolean;
  requiredScopes: readonly string[];
  requiredRoles: readonly string[];
  /** `POST /api/v1/users`, one for each operation that it may call. */
  routes: readonly string[];
  inputSchema: object;
  outputSchema: object;
  exampleInput: unknown;
}

const ACTION_PATH = '/v1/connections/{connectionId}/actions';

const RUN_SCHEMA: JsonSchema = {
  type: 'object',
  description: 'A finished run of an action',
  required: ['runId', 'output', 'changed', 'attempts', 'durationMs', 'okta'],
  properties: {
    runId: { type: 'string' },
    output: { description: "Okta's own answer; null where Okta answers nothing" },
    changed: { type: 'boolean', description: 'False where there was nothing left to do' },
    attempts: { type: 'integer', minimum: 1, description: 'How often Okta was called, retries included' },
    durationMs: { type: 'integer', minimum: 0 },
    okta: {
      type: ['object', 'null'],
      properties: {
        status: { type: 'integer' },
        requestId: { type: ['string', 'null'] },
        rateLimit: {
          type: ['object', 'null'],
          properties: {
            limit: { type: 'integer' },
            remaining: { type: 'integer' },
            resetAt: { type: 'string', format: 'date-time' },
          },
        },
      },
    },
  },
};

const CONNECTION_ID = {
  name: 'connectionId',
  in: 'path' as const,
  required: true,
  description: 'The connection whose org is acted on',
  schema: { type: 'string' },
};

const DRY_RUN = {
  name: 'dryRun',
  in: 'query' as const,
  description: 'true answers with the request that would be sent, and sends nothing',
  schema: { type: 'boolean', default: false },
};

const IDEMPOTENCY_KEY = { ...IDEMPOTENCY_HEADER, in: 'header' as const };

const REPLAYED = {
  description: 'true: this is the answer of an earlier run with the same Idempotency-Key',
  schema: { type: 'string', enum: ['true'] },
};

/** One path for each action, so that a generated client knows every input and output. Pure. */
export function actionPaths(actions: readonly DocumentedAction[]) {
  const paths: Record<string, PathItem> = {};
  const components: Pick<Components, 'schemas' | 'responses'> = {
    schemas: { Run: RUN_SCHEMA, DryRun: schemaOf(DryRunAnswer, 'output').schema },
    responses: {},
  };
  for (const action of actions) {
    const input = embedSchema(action.inputSchema);
    const output = embedSchema(action.outputSchema);
    const problems = problemResponses(problemsOf(action));
    Object.assign(components.schemas, input.components, output.components);
    Object.assign(components.responses, problems.responses);
    const responses = { '200': answerOf(action, output.schema), ...problems.references };
    paths[`${ACTION_PATH}/${action.id}`] = { post: { ...operationOf(action, input.schema), responses } };
  }
  return { paths, components };
}

function operationOf(action: DocumentedAction, input: JsonSchema): Omit<Operation, 'responses'> {
  return {
    operationId: action.id,
    summary: action.title,
    description: [action.description, ...oktaRoutes(action)].join('\n\n'),
    tags: [action.family],
    security: [{ bearer: ['actions:run'] }],
    parameters: [CONNECTION_ID, DRY_RUN, IDEMPOTENCY_KEY, TENANT_HEADER],
    requestBody: requestBodyOf(action, input),
    'x-effect': action.effect,
    'x-okta-scopes': action.requiredScopes,
    'x-okta-roles': action.requiredRoles,
  };
}

function oktaRoutes({ routes }: DocumentedAction): string[] {
  return routes.length === 0 ? [] : [`Okta: ${routes.map((route) => `\`${route}\``).join(', ')}`];
}

function requestBodyOf(action: DocumentedAction, input: JsonSchema): object {
  const required = Array.isArray(input['required']) && input['required'].length > 0 ? { required: ['input'] } : {};
  const schema = { type: 'object', properties: { input }, ...required, additionalProperties: false };
  return { required: true, content: { 'application/json': { schema, example: { input: action.exampleInput } } } };
}

function answerOf(action: DocumentedAction, output: JsonSchema): object {
  const run = { allOf: [{ $ref: '#/components/schemas/Run' }, { type: 'object', properties: { output } }] };
  const lines = {
    type: 'string',
    description: 'Every item of all pages, one a line; the last line is {"end":true,"count":N} or {"error":{…}}',
  };
  return {
    description: 'The run',
    headers: { 'Idempotent-Replayed': REPLAYED },
    content: {
      'application/json': { schema: { anyOf: [run, { $ref: '#/components/schemas/DryRun' }] } },
      ...(action.paged && { 'application/x-ndjson': { schema: lines } }),
    },
  };
}

function problemsOf({ effect }: DocumentedAction): ErrorCode[] {
  const traits = { needsToken: true, needsRight: true, hasBody: true, hasInput: true, hasPathParameters: true };
  const problems = effect === 'read' ? RUN_PROBLEMS.filter((code) => code !== 'read_only_connection') : RUN_PROBLEMS;
  return [...commonProblems(traits), ...OKTA_PROBLEMS, ...problems];
}
