import { z } from 'zod';
import type { OperationFact } from '../../okta/operations/operation-facts.js';
import { type DirectAction, pageOf } from '../define-action.js';
import { RegisteredAction } from '../registry.js';
import { operationInput, operationParts } from './operation-input.js';
import { operationTitle } from './operation-title.js';
import { effectOf, isEndless, isPaged, isRepeatable } from './operation-traits.js';

/** An operation as an action, so that it runs as one: same checks, paging, log and answer. */
export function operationAction(fact: OperationFact): RegisteredAction {
  return new RegisteredAction(fact.operationId, fact.tag, definition(fact));
}

function definition(fact: OperationFact): DirectAction {
  const { method, path, response, itemsIn, answerType } = fact;
  return {
    kind: 'direct',
    title: operationTitle(fact.operationId),
    description: `${method} ${path} of Okta's Management API.`,
    route: `${method} ${path}`,
    scopes: fact.scopes,
    roles: [],
    effect: effectOf(fact),
    idempotent: isRepeatable(fact),
    paged: isPaged(fact),
    input: operationInput(fact),
    output: isPaged(fact) ? pageOf(z.unknown()) : z.unknown().describe(response ?? answerType ?? 'Nothing'),
    query: [],
    parts: (input) => operationParts(fact, input),
    ...(isEndless(fact) && { emptyPageEnds: true }),
    ...(itemsIn !== undefined && { itemsIn }),
    ...(answerType !== undefined && { answers: 'text' }),
    ...(!fact.apiTokenAllowed && !fact.public && { oauthOnly: true }),
    example: { input: {}, response: null },
  };
}
