import { z } from 'zod';
import type { OperationFact } from '../../okta/operations/operation-facts.js';
import type { RegisteredAction } from '../registry.js';
import { effectOf, isPaged, unsupportedReason } from './operation-traits.js';

const QueryParameter = z.looseObject({
  name: z.string(),
  type: z.string(),
  required: z.boolean().optional(),
  default: z.unknown().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
});

const Body = z.looseObject({
  required: z.boolean(),
  schema: z.string().nullable().describe("The name of Okta's schema, or the type where it has none"),
  contentType: z.string().optional().describe('Where it is not application/json'),
  properties: z.record(z.string(), z.string()),
  requiredProperties: z.array(z.string()),
});

export const OperationAnswer = z.object({
  operationId: z.string(),
  title: z.string(),
  method: z.string(),
  path: z.string(),
  tag: z.string(),
  scopes: z.array(z.string()),
  effect: z.enum(['read', 'write', 'destructive']),
  paged: z.boolean().describe('The output is {items, nextCursor}'),
  apiTokenAllowed: z.boolean().describe('False where Okta takes OAuth access tokens alone'),
  query: z.array(QueryParameter),
  headers: z.array(z.string()),
  body: Body.nullable(),
  response: z.string().nullable().describe("The name or type of Okta's answer"),
  lifecycle: z.string().nullable(),
  deprecated: z.boolean(),
  supported: z.boolean(),
  unsupportedReason: z.string().nullable(),
});

export const OperationDetailAnswer = OperationAnswer.extend({
  inputSchema: z.looseObject({}),
  outputSchema: z.looseObject({}),
});

/** An operation as the API lists it. */
export function operationView(fact: OperationFact, title: string): z.input<typeof OperationAnswer> {
  const { operationId, method, path, tag, scopes, response } = fact;
  const reason = unsupportedReason(fact) ?? null;
  return {
    operationId,
    title,
    method,
    path,
    tag,
    scopes,
    effect: effectOf(fact),
    paged: isPaged(fact),
    apiTokenAllowed: fact.apiTokenAllowed || fact.public === true,
    query: (fact.query ?? []).map((parameter) => ({ ...parameter })),
    headers: fact.headers ?? [],
    body: fact.body ? { ...fact.body } : null,
    response: fact.answerType ?? response,
    lifecycle: fact.lifecycle ?? null,
    deprecated: fact.deprecated ?? false,
    supported: reason === null,
    unsupportedReason: reason,
  };
}

/** An operation with the schemas of its input and output. */
export function operationDetail(fact: OperationFact, action: RegisteredAction): z.input<typeof OperationDetailAnswer> {
  const { input, output } = action.schemas;
  return { ...operationView(fact, action.definition.title), inputSchema: input, outputSchema: output };
}
