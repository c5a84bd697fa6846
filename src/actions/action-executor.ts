import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ConnectorError } from '../core/errors.js';
import { OktaClient } from '../okta/okta-client.js';
import type { OktaAnswer, OktaRequest } from '../okta/okta-request.js';
import { renderRequest } from '../okta/render-request.js';
import { assertSafeTarget } from '../okta/safe-target.js';
import type { OktaSession } from '../connections/okta-session.js';
import type { ActionDefinition, Call, CompositeAction, DirectAction } from './define-action.js';
import { requestParts } from './request-parts.js';

/** What an action did. */
export interface Execution {
  /** The output; of a paged action `{items, nextCursor}`, whose cursor is Okta's own next target. */
  output: unknown;
  /** Okta's own JSON text of the output (of the items when paged), where it is passed on as it came. */
  text: string | undefined;
  changed: boolean;
  /** HTTP attempts in all. */
  attempts: number;
  /** The last answer of Okta; undefined when none was needed. */
  last: OktaAnswer | undefined;
}

/** One page of a list, or one answer: the parsed body and where the next page lies. */
interface Step {
  answer: OktaAnswer;
  output: unknown;
}

/** More pages than this are never gathered for one unpaged list: 1,000 pages of 200 are 200,000 items. */
const MAX_GATHERED_PAGES = 1_000;

/** Runs one action against one org: renders, sends, follows pages, and keeps count. Knows no caller and no table. */
@Injectable()
export class ActionExecutor {
  constructor(private readonly client: OktaClient) {}

  /** `input` is parsed; a `cursor` in it is Okta's own next target, not the sealed one that callers see. */
  async execute(session: OktaSession, action: ActionDefinition, input: Record<string, unknown>): Promise<Execution> {
    return action.kind === 'direct' ? this.#direct(session, action, input) : this.#composite(session, action, input);
  }

  async #direct(session: OktaSession, action: DirectAction, input: Record<string, unknown>): Promise<Execution> {
    const { answer, output } = await this.#step(session, action, input);
    const asItCame = action.paged || output === answer.json;
    return {
      output,
      text: asItCame && answer.text !== '' ? answer.text : undefined,
      changed: action.effect !== 'read',
      attempts: answer.attempts,
      last: answer,
    };
  }

  async #composite(session: OktaSession, action: CompositeAction, input: Record<string, unknown>): Promise<Execution> {
    const tally = { changed: false, attempts: 0, last: undefined as OktaAnswer | undefined };
    const call = async (part: DirectAction, partInput: Record<string, unknown>) => {
      if (!action.uses.includes(part))
        throw new TypeError(`A composite called ${part.route}, which it does not list in uses`);
      const { answer, output } = await this.#step(session, part, partInput);
      tally.changed ||= part.effect !== 'read';
      tally.attempts += answer.attempts;
      tally.last = answer;
      return output;
    };
    const output = await action.run(input as z.output<typeof action.input>, call as Call);
    return { output, text: undefined, ...tally };
  }

  async #step(session: OktaSession, action: DirectAction, input: Record<string, unknown>): Promise<Step> {
    const answer = await this.#send(session, requestFor(action, input));
    if (action.paged) return { answer, output: { items: answer.json ?? [], nextCursor: answer.next ?? null } };
    if (answer.next !== undefined && Array.isArray(answer.json)) return this.#gather(session, answer);
    return { answer, output: meansNothing(action, answer) ? null : answer.json };
  }

  /** Okta may page a list that documents no paging; the caller gets the whole of it. */
  async #gather(session: OktaSession, first: OktaAnswer): Promise<Step> {
    const items: unknown[] = [];
    let answer = first;
    let attempts = first.attempts;
    for (let page = 0; page < MAX_GATHERED_PAGES; page += 1) {
      if (Array.isArray(answer.json)) for (const item of answer.json as unknown[]) items.push(item);
      if (answer.next === undefined) return { answer: { ...answer, attempts }, output: items };
      answer = await this.#send(session, { method: 'GET', target: answer.next, idempotent: true });
      attempts += answer.attempts;
    }
    throw new ConnectorError(
      'okta_unavailable',
      'Okta gives this list in more pages than can be gathered in one answer.',
    );
  }

  #send(session: OktaSession, request: OktaRequest): Promise<OktaAnswer> {
    return this.client.send(session.org, request, session.authorize);
  }
}

/** The request of an action; a cursor must continue the very list that the other inputs describe. */
export function requestFor(action: DirectAction, input: Record<string, unknown>): OktaRequest {
  const rendered = renderRequest(action.route, requestParts(action, input));
  const { cursor } = input;
  if (typeof cursor !== 'string') return { ...rendered, idempotent: action.idempotent };
  assertSafeTarget(cursor);
  if (pathOf(cursor) !== pathOf(rendered.target)) throw foreignCursor();
  return { method: 'GET', target: cursor, idempotent: true };
}

const pathOf = (target: string) => target.split('?', 1)[0];

function foreignCursor(): ConnectorError {
  return new ConnectorError('invalid_input', 'The cursor belongs to another list. Leave it out to begin anew.', {
    errors: [{ pointer: '/input/cursor', message: 'belongs to another list' }],
  });
}

/** Where a definition promises nothing (`null`), Okta's `{}` or empty body is nothing. */
function meansNothing(action: DirectAction, answer: OktaAnswer): boolean {
  return answer.json === null || action.output.def.type === 'null';
}
