import { operationAction } from '../../src/actions/operations/operation-action.js';
import { pathParameters, requestParts } from '../../src/actions/request-parts.js';
import { oktaOperations, type OperationFact } from '../../src/okta/operations/operation-facts.js';
import { renderRequest } from '../../src/okta/render-request.js';

export const facts = oktaOperations().operations;
export const cases = facts.map((fact) => ({ id: fact.operationId, fact, action: operationAction(fact) }));

const definitions = new Map(cases.map(({ fact, action }) => [fact, action.definition]));

const SAMPLES: Record<string, unknown> = { string: 'x', integer: 5, number: 5, boolean: true, object: {}, any: 'x' };

function sampleOf(type: string): unknown {
  const [, item] = /^array<(.*)>$/.exec(type) ?? [];
  return item === undefined ? SAMPLES[type] : [SAMPLES[item]];
}

/** An input with every path parameter and all that Okta requires, or all that it takes. */
export function inputOf({ path, query = [], headers = [], body }: OperationFact, which: 'required' | 'all') {
  const wanted = which === 'all' ? query : query.filter(({ required }) => required);
  const properties = Object.entries(body?.properties ?? {}).filter(
    ([name]) => which === 'all' || body?.requiredProperties.includes(name),
  );
  const whole = body?.items !== undefined ? { body: [{ op: 'add' }] } : isText(body) ? { body: 'PEM' } : {};
  const inQuery = wanted.map(({ name, type, enum: [first] = [], ...bounds }): [string, unknown] => {
    if (type === 'integer') return [name, bounds.minimum ?? bounds.maximum ?? 5];
    if (type === 'boolean') return [name, true];
    const text = first ?? 'x'.repeat(bounds.minLength ?? 1);
    return [name, type.startsWith('array') ? [text] : text];
  });
  return {
    ...Object.fromEntries(properties.map(([name, type]) => [name, sampleOf(type)])),
    ...Object.fromEntries(inQuery),
    ...(which === 'all' && Object.fromEntries(headers.map((name) => [name, 'x']))),
    ...whole,
    ...Object.fromEntries(pathParameters(path).map((name) => [name, 'x'])),
  };
}

export const isText = (body: OperationFact['body']) =>
  body?.contentType !== undefined && !/json|form/.test(body.contentType);

export const definitionOf = (fact: OperationFact) => {
  const definition = definitions.get(fact);
  if (definition?.kind !== 'direct') throw new Error('An operation is one request');
  return definition;
};

export function rendered(fact: OperationFact, input: object) {
  const definition = definitionOf(fact);
  return renderRequest(definition.route, requestParts(definition, definition.input.parse(input)));
}
