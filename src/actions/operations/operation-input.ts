import { z } from 'zod';
import type { BodyFact, FactType, OperationFact, QueryFact } from '../../okta/operations/operation-facts.js';
import type { QueryValue, RequestParts } from '../../okta/okta-request.js';
import { pathSegment } from '../../okta/schemas/ids.js';
import { CursorInput } from '../define-action.js';
import { pathParameters } from '../request-parts.js';
import { isPaged } from './operation-traits.js';

/** The input that is the whole body, where that is a list or a text. */
const WHOLE_BODY = 'body';

/** Where the inputs of an operation go. A name goes to the first place that has it: path, query, header, body. */
interface Places {
  path: string[];
  query: QueryFact[];
  headers: string[];
  /** Body properties by name; undefined where the body is one input. */
  body: Record<string, FactType> | undefined;
}

function placesOf({ path, query = [], headers = [], body }: OperationFact): Places {
  const inPath = pathParameters(path);
  const taken = new Set([...inPath, ...query.map(({ name }) => name), ...headers]);
  const readOnly = (body?.readOnlyProperties ?? []).map((name): [string, FactType] => [name, 'any']);
  const properties = [...Object.entries(body?.properties ?? {}), ...readOnly].filter(([name]) => !taken.has(name));
  return { path: inPath, query, headers, body: body && isWhole(body) ? undefined : Object.fromEntries(properties) };
}

const isText = ({ contentType = 'json' }: BodyFact) => !/json|form-data/.test(contentType);
const isWhole = (body: BodyFact) => isText(body) || body.items !== undefined;

/** The input of an operation: flat, typed and bounded as far as the facts go, and closed where they name everything. */
export function operationInput(fact: OperationFact): z.ZodObject {
  const { path, query, headers, body } = placesOf(fact);
  const shape: Record<string, z.ZodType> = {
    ...Object.fromEntries(path.map((name) => [name, pathSegment(1_024).describe('Path parameter')])),
    ...Object.fromEntries(query.map((parameter) => [parameter.name, queryInput(parameter)])),
    ...Object.fromEntries(headers.map((name) => [name, z.string().min(1).max(1_000).optional().describe('Header')])),
    ...(fact.body && bodyInputs(fact.body, body)),
    ...(isPaged(fact) && { cursor: CursorInput }),
  };
  return fact.body?.open ? z.looseObject(shape) : z.strictObject(shape);
}

function queryInput(fact: QueryFact): z.ZodType {
  const given = fact.default === undefined ? '' : `; Okta's default: ${String(fact.default)}`;
  const schema = queryType(fact).describe(`Query parameter${given}`);
  return fact.required ? schema : schema.optional();
}

function queryType({ type, enum: values, ...bounds }: QueryFact): z.ZodType {
  if (type === 'boolean') return z.boolean();
  if (type === 'integer')
    return z
      .int()
      .min(bounds.minimum ?? 0)
      .max(bounds.maximum ?? Number.MAX_SAFE_INTEGER);
  const text = values
    ? z.enum(values)
    : z
        .string()
        .min(bounds.minLength ?? 1)
        .max(bounds.maxLength ?? 4_000);
  return type.startsWith('array') ? z.array(text).min(1).max(200) : text;
}

function bodyInputs(fact: BodyFact, properties: Places['body']): Record<string, z.ZodType> {
  if (!properties) {
    const whole = (isText(fact) ? z.string().min(1) : z.array(typeOf(fact.items ?? 'any'))).describe(
      `The whole body (${fact.contentType ?? 'a list'})`,
    );
    return { [WHOLE_BODY]: fact.required ? whole : whole.optional() };
  }
  const required = new Set(fact.requiredProperties);
  return Object.fromEntries(
    Object.entries(properties).map(([name, type]) => {
      const schema = typeOf(type).describe('Body property');
      return [name, required.has(name) ? schema : schema.nullish().describe('Body property')];
    }),
  );
}

const TYPES: Record<string, () => z.ZodType> = {
  string: () => z.string(),
  integer: () => z.int(),
  number: () => z.number(),
  boolean: () => z.boolean(),
  object: () => z.record(z.string(), z.unknown()),
};

function typeOf(type: FactType): z.ZodType {
  const [, item] = /^array<(.*)>$/.exec(type) ?? [];
  if (item !== undefined) return z.array(TYPES[item]?.() ?? z.unknown());
  return TYPES[type]?.() ?? z.unknown();
}

const USER = /\/users\/\{(id|userIdOrLogin)\}/;

/** Actions name a user `userId`; here Okta's own name of the path parameter is meant by it. Pure. */
export function withOktaNames({ path }: OperationFact, input: Record<string, unknown>): Record<string, unknown> {
  const name = USER.exec(path)?.[1];
  if (name === undefined || !('userId' in input) || name in input) return input;
  const { userId, ...rest } = input;
  return { [name]: userId, ...rest };
}

/** Says what of a parsed input goes where. Pure. */
export function operationParts(fact: OperationFact, input: Record<string, unknown>): RequestParts {
  const { path, query, headers } = placesOf(fact);
  const elsewhere = new Set([...path, ...query.map(({ name }) => name), ...headers]);
  const rest = Object.entries(input).filter(([name]) => !elsewhere.has(name));
  return {
    path: Object.fromEntries(path.map((name) => [name, String(input[name])])),
    query: Object.fromEntries(query.map((parameter) => [parameter.name, queryValue(parameter, input[parameter.name])])),
    headers: { ...typeHeaders(fact), ...headerValues(headers, input) },
    ...(fact.body && bodyPart(fact.body, Object.fromEntries(rest))),
  };
}

function queryValue({ style }: QueryFact, value: unknown): QueryValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return undefined;
  const texts = value.map(String);
  return style === 'comma' ? texts.join(',') : texts;
}

function headerValues(names: readonly string[], input: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = input[name];
      return typeof value === 'string' ? [[name.toLowerCase(), value]] : [];
    }),
  );
}

function typeHeaders({ answerType, body }: OperationFact): Record<string, string> {
  return {
    ...(answerType !== undefined && { accept: answerType }),
    ...(body?.contentType !== undefined && { 'content-type': body.contentType }),
  };
}

function bodyPart(fact: BodyFact, rest: Record<string, unknown>): Pick<RequestParts, 'body' | 'text'> {
  if (!isWhole(fact)) return fact.required || Object.keys(rest).length > 0 ? { body: rest } : {};
  const whole = rest[WHOLE_BODY];
  if (whole === undefined) return {};
  return typeof whole === 'string' ? { text: whole } : { body: whole };
}
