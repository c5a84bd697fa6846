import type { ApiDocument, ApiOperation } from './api-document.ts';
import type { ApiValues, KnownIds } from './api-values.ts';
import { chance, pick, type Random } from './random.ts';
import type { Reply, ServiceScene } from './service-scene.ts';

/** A request to one operation. */
export interface ApiCall {
  operation: ApiOperation;
  path: string;
  query: string;
  body: unknown;
  /** Sent instead of the body: text that is no JSON. */
  raw: string | undefined;
  headers: Record<string, string>;
  /** Where it is not as the document wants it. */
  mistake: string | undefined;
}

export interface CallShape {
  /** Of the calls, those that differ in one place from what they should be. */
  spoiled: number;
  /** Path parameters that are given. */
  fixed?: Record<string, string>;
}

/** What every breach begins with. */
export const BREACHES = [
  '5xx',
  'undocumented status',
  'off schema',
  'invalid accepted',
  'unauthenticated served',
] as const;

const EXAMPLE_SHARE = 0.4;
const MALFORMED_SHARE = 0.05;
const MALFORMED = ['', '{', '{"input":', '[1,', 'null x', '\u0000', '{"a":1}}'];

export interface CallParts {
  document: ApiDocument;
  values: ApiValues;
  random: Random;
  known: KnownIds;
}

/** A call of an operation, made after its description. */
export function makeCall(operation: ApiOperation, parts: CallParts, { spoiled, fixed = {} }: CallShape): ApiCall {
  const { random, document, values } = parts;
  const isSpoiled = chance(random, spoiled);
  const { path, query, headers, mistakes } = parametersOf(operation, parts, { isSpoiled, fixed });
  const good = bodyOf(operation, parts);
  const body = operation.body && isSpoiled ? values.spoiled(good) : good;
  const raw = operation.body && isSpoiled && chance(random, MALFORMED_SHARE) ? pick(random, MALFORMED) : undefined;
  // What is sent is what JSON makes of it.
  const sent: unknown = body === undefined ? undefined : JSON.parse(JSON.stringify(body));
  const mistake = raw === undefined ? document.bodyMistake(operation, sent) : 'is not JSON';
  return { operation, path, query, body: sent, raw, headers, mistake: mistakes[0] ?? (operation.body && mistake) };
}

interface Parameters {
  path: string;
  query: string;
  headers: Record<string, string>;
  mistakes: string[];
}

function parametersOf(
  operation: ApiOperation,
  { document, values, random }: CallParts,
  { isSpoiled, fixed }: { isSpoiled: boolean; fixed: Record<string, string> },
): Parameters {
  const result: Parameters = { path: operation.path, query: '', headers: {}, mistakes: [] };
  const query = new URLSearchParams();
  for (const parameter of operation.parameters) {
    const { name, in: place, schema } = parameter;
    if (name === 'X-Tenant-Id' || (place !== 'path' && !chance(random, 0.4))) continue;
    const good = fixed[name] ?? values.like(schema, name);
    const value = place === 'query' && isSpoiled && chance(random, 0.5) ? values.spoiled(good) : good;
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (place === 'path') result.path = result.path.replace(`{${name}}`, segment(text));
    if (place === 'header' && isSendable(text)) result.headers[name] = text;
    if (place !== 'query') continue;
    query.set(name, text);
    // A query is text: what a number or a boolean looks like is one.
    const mistake = document.parameterMistake(parameter, readAs(schema.type, text));
    if (mistake !== undefined) result.mistakes.push(`${name}: ${mistake}`);
  }
  result.query = query.size > 0 ? `?${query.toString()}` : '';
  return result;
}

/** A segment that no URL parser resolves. */
const segment = (text: string) => encodeURIComponent((/^\.{1,2}$|^$/.test(text) ? 'none' : text).toWellFormed());
const isSendable = (text: string) => /^[\x20-\x7e]+$/.test(text) && text.trim() === text;

function readAs(type: string | undefined, text: string): unknown {
  if ((type === 'integer' || type === 'number') && text.trim() !== '' && !Number.isNaN(Number(text)))
    return Number(text);
  if (type === 'boolean' && /^(?:true|false|1|0)$/.test(text)) return text === 'true' || text === '1';
  return text.toWellFormed();
}

/** Often the example of the document, which gets further than what was made up. */
function bodyOf({ body }: ApiOperation, { values, random }: CallParts): unknown {
  if (!body) return undefined;
  if (body.example !== undefined && chance(random, EXAMPLE_SHARE)) return body.example;
  return values.like(body.schema ?? {});
}

export async function sendCall(
  scene: ServiceScene,
  { operation, path, query, body, raw, headers }: ApiCall,
  token?: string | null,
): Promise<Reply> {
  const own = operation.needsToken ? token : null;
  const text = raw ?? (operation.body ? JSON.stringify(body) : undefined);
  const credentials = own === undefined ? {} : { token: own };
  return scene.send(operation.method.toUpperCase(), path + query, { ...credentials, body: text, headers });
}

/** What an answer breaks of the document's promises. */
export function judge(document: ApiDocument, call: ApiCall, { status, headers, text }: Reply): string[] {
  const { operation, mistake } = call;
  const off = document.answerMistake(operation, { status, contentType: headers.get('content-type'), text });
  const say = (kind: (typeof BREACHES)[number], what: string) =>
    `${kind}: ${operation.method} ${call.path.slice(0, 120)}${call.query.slice(0, 100)} ${describe(call)} → ${status} ${what}`;
  if (!operation.statuses.includes(`${status}`)) return [say('undocumented status', text.slice(0, 200))];
  return [
    ...(status >= 500 ? [say('5xx', text.slice(0, 300))] : []),
    ...(off === undefined ? [] : [say('off schema', `${off}: ${text.slice(0, 300)}`)]),
    ...(mistake !== undefined && status < 300 ? [say('invalid accepted', mistake)] : []),
  ];
}

const describe = ({ raw, body }: ApiCall) => (raw ?? (body === undefined ? '' : JSON.stringify(body))).slice(0, 400);
