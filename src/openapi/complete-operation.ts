import type { RouteDocument } from '../core/http/documented.decorator.js';
import type { DeclaredRoute } from './describe-route.js';
import { schemaOf } from './json-schema.js';
import type { Components, JsonSchema, Operation, Parameter, RequestBody, ScannedOperation } from './openapi-types.js';
import { parameter, PATH_PARAMETERS } from './parameters.js';
import { problemResponses } from './problem-responses.js';
import { commonProblems } from './route-problems.js';
import { publicTag } from './tags.js';

/** A route as Nest's scanner found it. */
export interface ScannedRoute {
  path: string;
  method: string;
  operation: ScannedOperation;
  declared: DeclaredRoute;
}

/** Adds to a scanned operation what its declaration says: answer, problems, security. New components go to `components`. */
export function completeOperation(route: ScannedRoute, components: Components): Operation {
  const { operation, declared } = route;
  const { document } = declared;
  const requestBody = requestBodyOf(route);
  return {
    ...operation,
    ...(document && { summary: document.summary }),
    ...(document?.description !== undefined && { description: document.description }),
    tags: (operation.tags ?? []).map(publicTag),
    parameters: [
      ...withPathParameters(route),
      ...(document?.headers ?? []).map((header) => ({ ...header, in: 'header' as const, required: false })),
      ...(declared.isPublic || !declared.needsTenant ? [] : [parameter('TenantId')]),
    ],
    ...(requestBody && { requestBody }),
    security: declared.isPublic ? [] : [{ bearer: declared.scope === undefined ? [] : [declared.scope] }],
    responses: { ...problemsOf(route, components), ...successOf(route, components), ...othersOf(document) },
  };
}

/** With the path parameters that the controller takes without naming them to Nest. */
function withPathParameters({ path, operation }: ScannedRoute): Parameter[] {
  const known = operation.parameters ?? [];
  const isKnown = (name: string) => known.some((one) => one.in === 'path' && one.name === name);
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  const missing = names.filter((name) => !isKnown(name));
  return [
    ...missing.map((name): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...known,
  ].map(described);
}

function described(one: Parameter): Parameter {
  const description = one.description ?? descriptionIn(one.schema) ?? PATH_PARAMETERS[one.name];
  return description === undefined ? one : { ...one, description };
}

const descriptionIn = ({ description }: JsonSchema): string | undefined =>
  typeof description === 'string' ? description : undefined;

function requestBodyOf({ operation, declared }: ScannedRoute): RequestBody | undefined {
  const { body, bodyType = 'application/json', example } = declared.document ?? {};
  const schema = body ? schemaOf(body, 'input').schema : operation.requestBody?.content['application/json']?.schema;
  if (!schema) return operation.requestBody;
  return { required: true, content: { [bodyType]: { schema, ...(example && { example }) } } };
}

function needsRight({ isPublic, needsTenant, scope }: DeclaredRoute): boolean {
  return !isPublic && (needsTenant || scope !== undefined);
}

function successOf({ method, declared }: ScannedRoute, components: Components): Record<string, object> {
  const { document } = declared;
  const status = declared.status ?? (method === 'post' ? 201 : 200);
  if (!document?.answer) return { [status]: { description: status === 204 ? 'Done' : 'The answer' } };
  const { schema, components: schemas } = schemaOf(document.answer, 'output');
  Object.assign(components.schemas, schemas);
  const content = { [document.contentType ?? 'application/json']: { schema } };
  return { [status]: { description: 'The answer', content } };
}

function othersOf(document: RouteDocument | undefined): Record<string, object> {
  const { others = {}, contentType = 'application/json' } = document ?? {};
  return Object.fromEntries(
    Object.entries(others).map(([status, description]) => [
      status,
      status.startsWith('3')
        ? { description, headers: { Location: { schema: { type: 'string', format: 'uri' } } } }
        : {
            description,
            content: { [contentType]: { schema: contentType === 'text/html' ? { type: 'string' } : {} } },
          },
    ]),
  );
}

function problemsOf({ path, operation, declared }: ScannedRoute, components: Components): Record<string, object> {
  const hasBody = operation.requestBody !== undefined || declared.document?.body !== undefined;
  const hasInput = hasBody || (operation.parameters ?? []).some((one) => one.in !== 'header');
  const traits = {
    needsToken: !declared.isPublic,
    needsRight: needsRight(declared),
    hasBody,
    hasInput,
    hasPathParameters: path.includes('{'),
  };
  const { references, responses } = problemResponses([
    ...commonProblems(traits),
    ...(declared.document?.problems ?? []),
  ]);
  Object.assign(components.responses, responses);
  return references;
}
