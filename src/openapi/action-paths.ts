import type { Effect } from '../actions/define-action.js';
import type { ErrorCode } from '../core/errors.js';
import { RUN_PROBLEMS } from '../actions/run-answer.js';
import { OKTA_PROBLEMS } from '../okta/okta-problems.js';
import { embedSchema } from './json-schema.js';
import type { Components, JsonSchema, Operation, PathItem, RequestBody } from './openapi-types.js';
import { parameter } from './parameters.js';
import { problemResponses } from './problem-responses.js';
import { commonProblems } from './route-problems.js';

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
  example: { input: unknown; response?: unknown };
}

const ACTION_PATH = '/v1/connections/{connectionId}/actions';

const EXAMPLE_OKTA = {
  status: 200,
  requestId: 'aB1cD2eF3gH4',
  rateLimit: { limit: 600, remaining: 598, resetAt: '2026-11-22T10:00:00Z' },
};

const LINES = {
  type: 'string',
  description: 'Every item of all pages, one a line; the last line is {"end":true,"count":N} or {"error":{…}}',
};

/** One path for each action, so that a generated client knows every input and output. Pure. */
export function actionPaths(actions: readonly DocumentedAction[]) {
  const paths: Record<string, PathItem> = {};
  const components: Pick<Components, 'schemas' | 'responses'> = { schemas: {}, responses: {} };
  for (const action of actions) {
    const input = embedSchema(action.inputSchema);
    const output = embedSchema(action.outputSchema);
    const problems = problemResponses(problemsOf(action));
    Object.assign(components.schemas, input.components, output.components);
    Object.assign(components.responses, problems.responses);
    const queued = { $ref: '#/components/responses/queued' };
    const responses = { '200': answerOf(action, output.schema), '202': queued, ...problems.references };
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
    parameters: (['ConnectionId', 'DryRun', 'IdempotencyKey', 'Prefer', 'TenantId'] as const).map(parameter),
    requestBody: requestBodyOf(action, input),
    'x-effect': action.effect,
    'x-okta-scopes': action.requiredScopes,
    'x-okta-roles': action.requiredRoles,
  };
}

function oktaRoutes({ routes }: DocumentedAction): string[] {
  return routes.length === 0 ? [] : [`Okta: ${routes.map((route) => `\`${route}\``).join(', ')}`];
}

function requestBodyOf({ example }: DocumentedAction, input: JsonSchema): RequestBody {
  const required = Array.isArray(input['required']) && input['required'].length > 0 ? { required: ['input'] } : {};
  const schema = { type: 'object', properties: { input }, ...required, additionalProperties: false };
  return { required: true, content: { 'application/json': { schema, example: { input: example.input } } } };
}

function answerOf(action: DocumentedAction, output: JsonSchema): object {
  const run = {
    allOf: [{ $ref: '#/components/schemas/Run' }, { type: 'object', properties: { output }, required: ['output'] }],
  };
  const schema = { anyOf: [run, { $ref: '#/components/schemas/DryRun' }] };
  return {
    description: 'The run; with dryRun what it would send; with Prefer: respond-async 202 and its id instead',
    headers: { 'Idempotent-Replayed': { $ref: '#/components/headers/IdempotentReplayed' } },
    content: {
      'application/json': { schema, example: exampleOf(action) },
      ...(action.paged && { 'application/x-ndjson': { schema: LINES } }),
    },
  };
}

function exampleOf({ example, effect, paged }: DocumentedAction): object {
  const { response = null } = example;
  return {
    runId: 'run_01985a4b2c3d7e4f8a9b0c1d2e3f4a5b',
    output: paged ? { items: response, nextCursor: null } : response,
    changed: effect !== 'read',
    attempts: 1,
    durationMs: 41,
    okta: EXAMPLE_OKTA,
  };
}

function problemsOf({ effect }: DocumentedAction): ErrorCode[] {
  const traits = { needsToken: true, needsRight: true, hasBody: true, hasInput: true, hasPathParameters: true };
  const problems = effect === 'read' ? RUN_PROBLEMS.filter((code) => code !== 'read_only_connection') : RUN_PROBLEMS;
  return [...commonProblems(traits), ...OKTA_PROBLEMS, ...problems];
}
