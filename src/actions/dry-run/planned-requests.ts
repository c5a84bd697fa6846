import { scrub } from '../../core/logging/scrub.js';
import { requestFor } from '../action-executor.js';
import type { ActionDefinition, CompositeAction, DirectAction } from '../define-action.js';
import { pathParameters } from '../request-parts.js';
import type { PlannedRequest } from './dry-run.schema.js';

type Input = Record<string, unknown>;

/** The call at which a plan ends: what comes after depends on Okta's answer. */
class PlanEnds extends Error {}

/**
 * The requests that are certain for this input, in order. Of a composite those that it sends before it waits for an
 * answer of Okta. Sends nothing.
 * @throws ConnectorError `invalid_input` as the run would
 */
export async function plannedRequests(definition: ActionDefinition, input: Input): Promise<PlannedRequest[]> {
  if (definition.kind === 'direct') return planDirect(definition, input);
  return definition.kind === 'composite' ? planComposite(definition, input) : [];
}

/** What is given by another name is looked up first, and the id that Okta will give stands in braces. */
function planDirect(action: DirectAction, input: Input): PlannedRequest[] {
  const named = (action.lookUps ?? []).filter(({ input: name, isId }) => {
    const value = input[name];
    return typeof value === 'string' && !isId(value);
  });
  const lookUps = named.flatMap(({ input: name, by }) => planDirect(by, { [name]: input[name] }));
  const unknown = named.map(({ input: name }) => name).filter((name) => pathParameters(action.route).includes(name));
  const own = planned(action, { ...input, ...Object.fromEntries(unknown.map((name) => [name, placeholder(name)])) });
  return [...lookUps, { ...own, path: unknown.reduce(withBraces, own.path) }];
}

async function planComposite(action: CompositeAction, input: Input): Promise<PlannedRequest[]> {
  const requests: PlannedRequest[] = [];
  const call = async (part: DirectAction, partInput: Input) => {
    requests.push(...planDirect(part, partInput));
    throw new PlanEnds();
  };
  try {
    await action.run(input, call);
  } catch (error) {
    if (!(error instanceof PlanEnds)) throw error;
  }
  return requests;
}

/** Unreserved characters alone, so that encoding leaves it as it is. */
const placeholder = (name: string) => `~${name}~`;
const withBraces = (path: string, name: string) => path.replace(placeholder(name), `{${name}}`);

function planned(action: DirectAction, input: Input): PlannedRequest {
  const { method, target, body } = requestFor(action, input);
  const [path = '', query = ''] = target.split('?', 2);
  return { method, path, query: queryOf(query), body: body === undefined ? null : scrub(readBody(body)) };
}

/** A query that repeats a name has a list of its values. */
function queryOf(text: string): PlannedRequest['query'] {
  const parameters = new URLSearchParams(text);
  const entries = [...new Set(parameters.keys())].map((name): [string, string | string[]] => {
    const values = parameters.getAll(name).map((value) => String(scrub(value)));
    const [only] = values;
    return [name, values.length === 1 && only !== undefined ? only : values];
  });
  return Object.fromEntries(entries);
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
