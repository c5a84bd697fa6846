import openapiTS, { astToString } from 'openapi-typescript';
import type { JsonSchema, OpenApi, Operation, PathItem } from '../src/openapi/openapi-types.ts';

const ACTION_PATH = /^\/v1\/connections\/\{connectionId\}\/actions\/(?!\{)[^/]+$/;

const HEAD = '// Made from the OpenAPI document by `npm run client`; do not edit.\n\n';

/** The TypeScript of what the client knows of the service. The same document gives the same text. */
export async function clientTypes(document: OpenApi): Promise<string> {
  // The generator's types are its own reading of OpenAPI; both describe this JSON.
  const source = JSON.stringify(clientDocument(document));
  const nodes = await openapiTS(source, { defaultNonNullable: false });
  return HEAD + astToString(nodes).replaceAll(/^ +/gm, (indent) => ' '.repeat(indent.length / 2));
}

/**
 * The document as the client needs it: of each action its input and output, of each trigger its params and data, in four
 * maps by id; the other routes under /v1 with one kind of problem; no examples.
 */
function clientDocument(document: OpenApi) {
  const entries = Object.entries(document.paths);
  const actions = entries.flatMap(([path, { post }]) => (ACTION_PATH.test(path) && post ? [post] : []));
  const routes = entries.filter(([path]) => path.startsWith('/v1/') && !ACTION_PATH.test(path));
  const triggers = Object.entries(document.webhooks).map(([id, { post }]) => ({ id, operation: post }));
  const schemas = {
    ...document.components.schemas,
    ActionInputs: mapOf(actions.map((action) => [action.operationId, withNote(action, inputOf(action))])),
    ActionOutputs: mapOf(actions.map((action) => [action.operationId, outputOf(action)])),
    TriggerParams: mapOf(triggers.map(({ id, operation }) => [id, operation?.['x-params-schema']])),
    TriggerData: mapOf(triggers.map(({ id, operation }) => [id, withNote(operation, dataOf(operation))])),
  };
  const { openapi, info } = document;
  const { parameters, headers } = document.components;
  const paths = Object.fromEntries(routes.map(([path, item]) => [path, plainItem(item)]));
  return withoutExamples({ openapi, info, paths, components: { schemas, parameters, headers, responses: RESPONSES } });
}

const RESPONSES = {
  problem: {
    description: 'A problem (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
};

function mapOf(entries: readonly (readonly [string | undefined, unknown])[]): JsonSchema {
  const properties = Object.fromEntries(entries.map(([id = '', schema]) => [id, schema]));
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** The schema with the operation's text, which editors show. */
function withNote(operation: Operation | undefined, schema: unknown): unknown {
  return { ...Object(schema), description: `${operation?.summary}. ${operation?.description}` };
}

const inputOf = ({ requestBody }: Operation): unknown => at(requestBody, [...JSON_SCHEMA, 'properties', 'input']);

const outputOf = ({ responses }: Operation): unknown =>
  at(responses['200'], [...JSON_SCHEMA, 'anyOf', '0', 'allOf', '1', 'properties', 'output']);

const dataOf = (operation: Operation | undefined): unknown =>
  at(operation?.requestBody, [...JSON_SCHEMA, 'properties', 'data']);

const JSON_SCHEMA = ['content', 'application/json', 'schema'];

/** What lies there. @throws Error where nothing does: then the document is built in another way than this expects */
function at(value: unknown, path: readonly string[]): unknown {
  const found = path.reduce((node: unknown, name) => Object(node)[name], value);
  if (found === undefined) throw new Error(`The OpenAPI document has nothing at ${path.join('/')}`);
  return found;
}

function plainItem(item: PathItem): PathItem {
  const operations = Object.entries(item).map(([method, operation]) => {
    const answers = Object.entries(operation.responses).filter(([status]) => status < '400');
    const responses = { ...Object.fromEntries(answers), default: { $ref: '#/components/responses/problem' } };
    return [method, { ...operation, responses }];
  });
  return Object.fromEntries(operations);
}

function withoutExamples(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutExamples);
  if (typeof node !== 'object' || node === null) return node;
  const isBody = 'schema' in node;
  const kept = Object.entries(node).filter(([name]) => !(isBody && name === 'example'));
  return Object.fromEntries(kept.map(([name, child]) => [name, withoutExamples(child)]));
}
