import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { OktaSession } from '../connections/okta-session.js';
import { ConnectorError } from '../core/errors.js';
import { OktaClient } from '../okta/okta-client.js';
import type { OktaAnswer, OktaRequest } from '../okta/okta-request.js';
import { renderRequest } from '../okta/render-request.js';
import { assertSafeTarget } from '../okta/safe-target.js';
import { pageInBody, pageOf, readPage } from './answer-page.js';
import type { ActionDefinition, CompositeAction, DirectAction, LookUp, Page } from './action-definition.js';
import { halfDone, hasChanged, mayCall } from './composite-parts.js';
import { beganAtOkta } from './lost-answer.js';
import { requestParts } from './request-parts.js';
import { wholeAnswer } from './whole-answer.js';

/** What an action did. */
export interface Execution {
  /** The output, or the page where the action is paged. */
  output: unknown;
  /** The page of a paged action; its cursor is Okta's own next target, not the sealed one that callers see. */
  page: Page<unknown> | undefined;
  /** Okta's own JSON text of the output (of the items when paged), where it is passed on as it came. */
  text: string | undefined;
  changed: boolean;
  /** HTTP attempts in all. */
  attempts: number;
  /** The last answer of Okta; undefined when none was needed. */
  last: OktaAnswer | undefined;
}

/** What one operation came to. */
interface Step {
  answer: OktaAnswer;
  output: unknown;
  page?: Page<unknown>;
}

/** More pages than this are never gathered for one unpaged list: 1,000 pages of 200 are 200,000 items. */
const MAX_GATHERED_PAGES = 1_000;

/** Runs one action against one org: renders, sends, follows pages, and keeps count. Knows no caller and no table. */
@Injectable()
export class ActionExecutor {
  constructor(private readonly client: OktaClient) {}

  /** `input` is parsed; a `cursor` in it is Okta's own next target, not the sealed one that callers see. */
  execute(session: OktaSession, action: ActionDefinition, input: Record<string, unknown>): Promise<Execution> {
    if (action.kind === 'custom') throw new TypeError('A custom action is narrowed to its input before it runs');
    return action.kind === 'direct' ? this.#direct(session, action, input) : this.#composite(session, action, input);
  }

  async #direct(session: OktaSession, action: DirectAction, input: Record<string, unknown>): Promise<Execution> {
    const { answer, output, page } = await this.#step(session, action, input);
    const asItCame = answer.text !== '' && (page ? page.items === answer.json : output === answer.json);
    return {
      output,
      page,
      text: asItCame ? answer.text : undefined,
      changed: hasChanged(action, output, input),
      attempts: answer.attempts,
      last: answer,
    };
  }

  async #composite(session: OktaSession, action: CompositeAction, input: Record<string, unknown>): Promise<Execution> {
    const done: Done = { changed: false, attempts: 0, last: undefined };
    const call = async (part: DirectAction, partInput: Record<string, unknown>) => {
      if (!mayCall(action, part)) throw new TypeError(`The composite does not list ${part.route} in uses`);
      const { answer, output } = await this.#step(session, part, partInput);
      done.changed ||= hasChanged(part, output, partInput);
      done.attempts += answer.attempts;
      done.last = answer;
      return output;
    };
    try {
      // What Okta answers is not parsed but taken for what the part's output schema says; drift is logged elsewhere.
      // oxlint-disable-next-line typescript/no-explicit-any, typescript/no-unsafe-type-assertion
      const output = await action.run(input, call as any);
      const changed = action.changed?.(output, input) ?? done.changed;
      return { output, page: action.paged ? readPage(output) : undefined, text: undefined, ...done, changed };
    } catch (error) {
      throw done.changed ? halfDone(action, error) : error;
    }
  }

  async #step(session: OktaSession, action: DirectAction, input: Record<string, unknown>): Promise<Step> {
    if (!action.lookUps) return this.#call(session, action, input);
    const { ids, attempts } = await this.#lookUp(session, action.lookUps, input);
    const step = await this.#call(session, action, { ...input, ...ids });
    return { ...step, answer: { ...step.answer, attempts: step.answer.attempts + attempts } };
  }

  async #call(session: OktaSession, action: DirectAction, input: Record<string, unknown>): Promise<Step> {
    const answer = await this.#sendOrLook(session, action, input);
    if (action.answers) return { answer, output: action.answers === 'whole' ? wholeAnswer(answer) : answer.text };
    if (action.paged) {
      const page = action.itemsIn === undefined ? pageOf(answer) : pageInBody(answer, action.itemsIn, session.org);
      return { answer, page, output: page };
    }
    if (answer.next !== undefined && Array.isArray(answer.json)) return this.#gather(session, answer);
    return { answer, output: meansNothing(action) ? null : answer.json };
  }

  /** Where the answer was lost, a definition may know how to look whether Okta carried it out. */
  async #sendOrLook(session: OktaSession, action: DirectAction, input: Record<string, unknown>): Promise<OktaAnswer> {
    const startedAt = performance.now();
    try {
      return await this.#send(session, requestFor(action, input), action);
    } catch (error) {
      const found = isOutcomeUnknown(error) ? await this.#look(session, action, { input, startedAt }) : undefined;
      if (found) return found;
      throw error;
    }
  }

  /** Okta's present answer, where it shows that the lost call was carried out. A look that fails shows nothing. */
  async #look(
    session: OktaSession,
    { lookAfterLoss }: DirectAction,
    { input, startedAt }: { input: Record<string, unknown>; startedAt: number },
  ): Promise<OktaAnswer | undefined> {
    if (!lookAfterLoss) return undefined;
    try {
      const { answer, output } = await this.#step(session, lookAfterLoss.by, lookAfterLoss.input(input));
      const since = beganAtOkta(answer, { elapsedMs: performance.now() - startedAt, now: Date.now() });
      const found = lookAfterLoss.found(output, input, since);
      return found ? { ...answer, attempts: answer.attempts + 1 } : undefined;
    } catch {
      return undefined;
    }
  }

  /** The ids of inputs that were given by another name. */
  async #lookUp(session: OktaSession, lookUps: readonly LookUp[], input: Record<string, unknown>) {
    const ids: Record<string, string> = {};
    let attempts = 0;
    for (const { input: name, by, isId } of lookUps) {
      const value = input[name];
      if (typeof value !== 'string' || isId(value)) continue;
      const found = await this.#step(session, by, { [name]: value });
      ids[name] = idOf(found);
      attempts += found.answer.attempts;
    }
    return { ids, attempts };
  }

  /** Okta may page a list that documents no paging; the caller gets the whole of it. */
  async #gather(session: OktaSession, first: OktaAnswer): Promise<Step> {
    const items: unknown[] = [];
    let answer = first;
    let attempts = first.attempts;
    for (let count = 0; count < MAX_GATHERED_PAGES; count += 1) {
      for (const item of pageOf(answer).items) items.push(item);
      if (answer.next === undefined) return { answer: { ...answer, attempts }, output: items };
      answer = await this.#send(session, { method: 'GET', target: answer.next, idempotent: true });
      attempts += answer.attempts;
    }
    throw new ConnectorError('okta_unavailable', 'Okta gives this list in too many pages for one answer.');
  }

  #send(session: OktaSession, request: OktaRequest, action?: DirectAction): Promise<OktaAnswer> {
    const acceptClientErrors = action?.answers === 'whole';
    const { org, authorizer, priority = 'single' } = session;
    const route = action && !acceptClientErrors ? action.route.slice(action.route.indexOf(' ') + 1) : undefined;
    return this.client.send(org, request, authorizer, { acceptClientErrors, priority, ...(route && { route }) });
  }
}

/** What the parts of a composite have done so far. */
interface Done {
  changed: boolean;
  attempts: number;
  last: OktaAnswer | undefined;
}

const isOutcomeUnknown = (error: unknown) => error instanceof ConnectorError && error.code === 'outcome_unknown';

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

function idOf({ output, answer }: Step): string {
  if (typeof output === 'object' && output !== null && 'id' in output && typeof output.id === 'string')
    return output.id;
  const upstream = { status: answer.status };
  throw new ConnectorError('okta_unavailable', 'Okta answered with an object that has no id.', { upstream });
}

/** Where a definition promises nothing (`null`), Okta's `{}` is nothing. */
function meansNothing({ output }: { output: z.ZodType }): boolean {
  return output.def.type === 'null';
}
