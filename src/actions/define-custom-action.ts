import { z } from 'zod';
import { assertCustomPath } from '../okta/custom-path.js';
import type { HttpMethod } from '../okta/okta-request.js';
import { inputMistake } from '../okta/path-segment.js';
import type { CustomAction, DirectAction, Effect } from './define-action.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const satisfies readonly HttpMethod[];

const Text = z.string().max(4_000);
const Scalar = z.union([Text, z.number(), z.boolean()]);

/** A caller's own request to Okta. */
const CustomInput = z.strictObject({
  method: z.enum(METHODS).describe('The HTTP method; only GET passes on a read-only connection'),
  path: z
    .string()
    .min(1)
    .max(4_000)
    .describe('A path of the org below /api/v1/, /governance/api/ or /oauth2/v1/clients, without origin and query'),
  query: z
    .record(
      z
        .string()
        .max(200)
        .regex(/^[\w.$:[\]-]+$/),
      z.union([Scalar, z.array(Scalar).max(200)]),
    )
    .optional()
    .describe('The query parameters, not encoded; a list repeats its name'),
  headers: z
    .record(z.string().min(1).max(100), z.string().max(1_000))
    .optional()
    .describe(
      'Accept, Accept-Language, Content-Type (of JSON), If-Match, If-None-Match and Prefer; no others are sent',
    ),
  body: z
    .union([z.record(z.string(), z.unknown()), z.array(z.unknown()).max(10_000)])
    .optional()
    .describe('The body, sent as JSON'),
});

type CustomInput = z.output<typeof CustomInput>;

const CustomOutput = z.strictObject({
  status: z.int().min(200).max(499).describe("Okta's status; refusals of Okta are output here, not errors"),
  headers: z.record(z.string(), z.string()).describe('Of the answer: type, links, ETag, request id and rate limit'),
  body: z.unknown().describe('The parsed JSON, the text where it is none, null where there is no body'),
});

interface CustomSpec {
  title: string;
  description: string;
  roles: CustomAction['roles'];
  example: { input: z.input<typeof CustomInput>; response: z.input<typeof CustomOutput> };
}

/** An action that sends what the caller says, to where a caller may send. */
export function defineCustomAction(spec: CustomSpec): CustomAction {
  const narrow = (input: Record<string, unknown>) => narrowed(spec, CustomInput.parse(input));
  return { kind: 'custom', paged: false, uses: [], input: CustomInput, output: CustomOutput, narrow, ...spec };
}

function narrowed(spec: CustomSpec, { method, path, headers = {} }: CustomInput): DirectAction {
  assertCustomPath(path);
  const sent = allowedHeaders(headers);
  return {
    kind: 'direct',
    paged: false,
    answers: 'whole',
    ...spec,
    route: `${method} ${path}`,
    scopes: [],
    query: [],
    effect: EFFECTS[method],
    idempotent: isRepeatable(method, path),
    changed: (output) => method !== 'GET' && CustomOutput.parse(output).status < 400,
    input: CustomInput,
    output: CustomOutput,
    parts: (input) => {
      const { query = {}, body } = CustomInput.parse(input);
      return { query, headers: sent, ...(body !== undefined && { body }) };
    },
  };
}

const EFFECTS: Record<(typeof METHODS)[number], Effect> = {
  GET: 'read',
  POST: 'write',
  PUT: 'write',
  PATCH: 'write',
  DELETE: 'destructive',
};

/** The first DELETE of a user deactivates, the second deletes for good. */
const USER = /^\/api\/v1\/users\/[^/]+\/?$/i;

/** Whether sending it twice does no harm. */
function isRepeatable(method: HttpMethod, path: string): boolean {
  if (method === 'DELETE') return !USER.test(path);
  return method === 'GET' || method === 'PUT';
}

const HEADERS = new Set(['accept', 'accept-language', 'content-type', 'if-match', 'if-none-match', 'prefer']);

/** Okta takes options in the content type, such as `application/json; okta-response=omitCredentials`. */
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;.*)?$/i;

function allowedHeaders(headers: Record<string, string>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  for (const [name, value] of entries) {
    const pointer = `/input/headers/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!HEADERS.has(name)) throw inputMistake(pointer, 'is not a header that is sent on');
    if (name === 'content-type' && !JSON_TYPE.test(value)) throw inputMistake(pointer, 'must be a type of JSON');
  }
  return Object.fromEntries(entries);
}
