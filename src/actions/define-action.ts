import { z } from 'zod';
import { ConnectorError, type ErrorCode, type InputMistake } from '../core/errors.js';
import type { OktaScope } from '../okta/okta-scopes.js';
import type { AdminRole } from '../okta/admin-roles.js';
import type { RequestParts, Route } from '../okta/okta-request.js';
import type {
  Call,
  CompositeAction,
  Described,
  DirectAction,
  Effect,
  InputSchema,
  LookAfterLoss,
  LookUp,
  OccasionalPart,
  Page,
} from './action-definition.js';

export type {
  ActionDefinition,
  Call,
  CompositeAction,
  CustomAction,
  DirectAction,
  Effect,
  Page,
} from './action-definition.js';

type PathParameter<R extends string> = R extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameter<Rest>
  : never;

/** Refuses, at compile time, an input without one of the route's path parameters. */
type CoversPath<R extends string, I extends InputSchema> =
  PathParameter<R> extends keyof I['shape']
    ? unknown
    : { missingPathParameter: Exclude<PathParameter<R>, keyof I['shape']> };

interface Routed<R extends Route, I extends InputSchema> extends Described {
  route: R;
  /** Okta scopes that a token needs; `.manage` includes `.read`. */
  scopes: readonly OktaScope[];
  /** Standard admin roles, any one of which suffices. */
  roles: readonly AdminRole[];
  effect: Effect;
  input: I & CoversPath<R, I>;
  /** Inputs that go to the query although the method is POST or PUT. */
  query?: readonly (keyof z.output<I> & string)[];
  /** Says what goes where when the rule (path, then query or body) does not fit. Pure. */
  parts?(input: z.output<I>): RequestParts;
  /** Whether sending it twice does no harm; default: the method is not POST. */
  idempotent?: boolean;
  /** Okta takes OAuth access tokens alone here, no API tokens. */
  oauthOnly?: true;
  /** Their scopes are not required of every connection: only who gives a name needs them. */
  lookUps?: readonly LookUp[];
  /** For a POST: adopts what it made although its answer was lost; without it the run ends as `outcome_unknown`. */
  lookAfterLoss?: LookAfterLoss<I>;
}

interface ActionSpec<R extends Route, I extends InputSchema, O extends z.ZodType> extends Routed<R, I> {
  output: O;
  /** Tells from Okta's answer whether there was anything left to do. Pure. Default: an accepted write has changed something. */
  changed?(output: z.output<O>, input: z.output<I>): boolean;
  example: { input: z.input<I>; response: z.input<O> };
}

interface ListSpec<R extends Route, I extends InputSchema, T extends z.ZodType> extends Omit<
  Routed<R, I>,
  'effect' | 'parts' | 'lookAfterLoss'
> {
  parts?(input: z.output<WithPaging<I>>): RequestParts;
  item: T;
  /** The largest page that Okta gives; omitted where the route takes no `limit`. */
  maxLimit?: number;
  /** The smallest page that Okta accepts. */
  minLimit?: number;
  /** Okta always gives a next link, at the end too: whoever wants the whole list stops at an empty page. */
  emptyPageEnds?: true;
  /** Okta answers an object; the items lie in this property of it, and the next link in its `_links.next`. */
  itemsIn?: string;
  example: { input: z.input<I>; response: z.input<T>[] };
}

/** An action that is one Okta operation whose answer is passed on as it is. */
export function defineAction<const R extends Route, I extends InputSchema, O extends z.ZodType>(
  spec: ActionSpec<R, I, O>,
): DirectAction<I, O> {
  return { kind: 'direct', paged: false, query: [], idempotent: !spec.route.startsWith('POST '), ...spec };
}

type PageSchema<T extends z.ZodType> = z.ZodObject<{ items: z.ZodArray<T>; nextCursor: z.ZodNullable<z.ZodString> }>;

/** The schema of a page. */
export const pageOf = <T extends z.ZodType>(item: T): PageSchema<T> =>
  z.object({
    items: z.array(item).describe('The items of this page, as Okta gives them'),
    nextCursor: z.string().nullable().describe('Give it as cursor to read the next page; null at the end'),
  });

/** The `cursor` of every list. */
export const CursorInput = z
  .string()
  .min(1)
  .max(12_100)
  .optional()
  .describe('The nextCursor of the page before; the other inputs must stay as they were');

function pagingInputs(spec: { maxLimit?: number; minLimit?: number }) {
  const cursor = CursorInput;
  if (spec.maxLimit === undefined) return { cursor };
  const limit = z
    .int()
    .min(spec.minLimit ?? 1)
    .max(spec.maxLimit)
    .optional()
    .describe("Items per page; Okta's default where omitted");
  return { limit, cursor };
}

type WithPaging<I extends InputSchema> = z.ZodObject<
  I['shape'] & { limit: z.ZodOptional<z.ZodInt>; cursor: z.ZodOptional<z.ZodString> },
  z.core.$strict
>;

function withPaging<I extends InputSchema>(input: I, limits: { maxLimit?: number; minLimit?: number }): WithPaging<I> {
  // The limit is typed as always there; a route without one refuses it at run time because the schema is strict.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the shape is spread, which the compiler cannot follow
  return z.strictObject({ ...input.shape, ...pagingInputs(limits) }) as unknown as WithPaging<I>;
}

/** A list: takes `limit` (where Okta does) and `cursor`, gives `{items, nextCursor}`. */
export function defineList<const R extends Route, I extends InputSchema, T extends z.ZodType>(
  spec: ListSpec<R, I, T>,
): DirectAction<WithPaging<I>, PageSchema<T>> {
  const { item, maxLimit, minLimit, example, ...routed } = spec;
  return {
    kind: 'direct',
    query: [],
    idempotent: true,
    ...routed,
    paged: true,
    effect: 'read',
    input: withPaging(spec.input, { ...(maxLimit && { maxLimit }), ...(minLimit && { minLimit }) }),
    output: pageOf(item),
    example: { input: example.input, response: example.response },
  };
}

interface CompositeSpec<I extends InputSchema, O extends z.ZodType> extends Described {
  uses: readonly DirectAction[];
  mayUse?: readonly OccasionalPart[];
  input: I;
  output: O;
  run(input: z.output<I>, call: Call): Promise<z.input<O>>;
  /** Whether anything was changed. Pure. Default: one of the parts that were called has changed something. */
  changed?(output: z.input<O>, input: z.output<I>): boolean;
  example: { input: z.input<I>; response: z.input<O> };
}

/** An action made of several operations; `run` may call only what `uses` lists. */
export function compose<I extends InputSchema, O extends z.ZodType>(spec: CompositeSpec<I, O>): CompositeAction<I, O> {
  return { kind: 'composite', paged: false, ...spec };
}

interface CompositeListSpec<I extends InputSchema, T extends z.ZodType> extends Described {
  uses: readonly DirectAction[];
  input: I;
  item: T;
  maxLimit: number;
  run(input: z.output<WithPaging<I>>, call: Call): Promise<Page<z.input<T>>>;
  example: { input: z.input<I>; response: z.input<T>[] };
}

/** A list made of several operations; hands `cursor` on to the operation that pages. */
export function composeList<I extends InputSchema, T extends z.ZodType>(
  spec: CompositeListSpec<I, T>,
): CompositeAction<WithPaging<I>, PageSchema<T>> {
  const { item, maxLimit, ...rest } = spec;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Page<T> is what PageSchema<T> says, in other words
  return {
    kind: 'composite',
    ...rest,
    paged: true,
    input: withPaging(spec.input, { maxLimit }),
    output: pageOf(item),
  } as unknown as CompositeAction<WithPaging<I>, PageSchema<T>>;
}

/** Gives what `call` gives, or null when Okta does not know the object (`okta_not_found`). */
export async function ifFound<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (refusalOf(error)?.code === 'okta_not_found') return null;
    throw error;
  }
}

/** Why a call was refused or failed. */
export interface Refusal {
  code: ErrorCode;
  /** In words, for people. */
  detail: string;
}

/** What a caught error says; undefined for what is no error of this service, which must be thrown on. */
export function refusalOf(error: unknown): Refusal | undefined {
  return error instanceof ConnectorError ? { code: error.code, detail: error.message } : undefined;
}

/** For composites that look for something themselves. */
export function notFound(message: string): ConnectorError {
  return new ConnectorError('okta_not_found', message);
}

/** For composites that find more than one where one is meant. */
export function ambiguous(message: string): ConnectorError {
  return new ConnectorError('okta_conflict', message);
}

/** For composites that find out at Okta that the input has to say more; `errors` name what. */
export function incomplete(message: string, errors: InputMistake[]): ConnectorError {
  return new ConnectorError('invalid_input', message, { errors });
}

/**
 * For composites that did the first part of what they were asked for and cannot do the rest: the code is that of `cause`,
 * `errors` name what is missing. It says that it must not be sent again as it is.
 */
export function partlyDone(
  message: string,
  details: { cause: unknown; remedy: string; errors: InputMistake[] },
): ConnectorError {
  const { cause } = details;
  if (!(cause instanceof ConnectorError)) throw cause;
  return new ConnectorError(cause.code, `${message} ${cause.message}`, {
    ...cause.details,
    ...details,
    retryable: false,
  });
}
