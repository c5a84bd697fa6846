import type { z } from 'zod';
import type { OktaScope } from '../okta/okta-scopes.js';
import type { AdminRole } from '../okta/admin-roles.js';
import type { OktaProduct } from '../okta/okta-product.js';
import type { RequestParts, Route } from '../okta/okta-request.js';

/** `read` changes nothing, `write` can be undone, `destructive` cannot, or takes something away. */
export type Effect = 'read' | 'write' | 'destructive';

export type InputSchema = z.ZodObject;

export interface Described {
  title: string;
  description: string;
  product?: OktaProduct;
}

/** An input that Okta takes by id alone. Given another name, `by` is asked for it first, and its output's `id` is used. */
export interface LookUp {
  input: string;
  by: DirectAction;
  isId: (value: string) => boolean;
}

/**
 * How to find out whether Okta carried out a call whose answer was lost. Pure; `by` is sent once. Its scopes are not
 * required of the connection.
 */
export interface LookAfterLoss<I extends InputSchema = InputSchema> {
  by: DirectAction;
  input(input: z.output<I>): Record<string, unknown>;
  /**
   * Whether what `by` gave is what the lost call made. `since`: when the call began, on Okta's clock and two seconds
   * early; what is older was there before.
   */
  found(output: unknown, input: z.output<I>, since: Date): boolean;
}

/** A part that a composite calls for some inputs only; its scopes are required where `when` holds. */
export interface OccasionalPart {
  part: DirectAction;
  when(input: Record<string, unknown>): boolean;
}

/** One Okta operation. */
export interface DirectAction<I extends InputSchema = InputSchema, O extends z.ZodType = z.ZodType> extends Described {
  kind: 'direct';
  paged: boolean;
  route: Route;
  scopes: readonly OktaScope[];
  roles: readonly AdminRole[];
  effect: Effect;
  input: I;
  output: O;
  query: readonly string[];
  parts?(input: z.output<I>): RequestParts;
  idempotent: boolean;
  oauthOnly?: true;
  lookUps?: readonly LookUp[];
  lookAfterLoss?: LookAfterLoss<I>;
  changed?(output: z.output<O>, input: z.output<I>): boolean;
  emptyPageEnds?: true;
  itemsIn?: string;
  /** Where the output is not Okta's JSON: the answer's `text`, or the `whole` of it, refusals (4xx) included. */
  answers?: 'text' | 'whole';
  example: { input: unknown; response: unknown };
}

/** One page of a list. `nextCursor` is opaque; null at the end. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Runs one of the operations that a composite lists in `uses`, and gives its output. */
export type Call = <I extends InputSchema, O extends z.ZodType>(
  action: DirectAction<I, O>,
  input: z.input<I>,
) => Promise<z.output<O>>;

/** Several Okta operations under one id; scopes, roles and effect follow from `uses`. */
export interface CompositeAction<
  I extends InputSchema = InputSchema,
  O extends z.ZodType = z.ZodType,
> extends Described {
  kind: 'composite';
  paged: boolean;
  uses: readonly DirectAction[];
  mayUse?: readonly OccasionalPart[];
  input: I;
  output: O;
  run(input: z.output<I>, call: Call): Promise<z.input<O>>;
  changed?(output: z.input<O>, input: z.output<I>): boolean;
  example: { input: unknown; response: unknown };
}

/** An action whose request is the caller's own: route and effect follow from the input. */
export interface CustomAction extends Described {
  kind: 'custom';
  paged: false;
  uses: readonly [];
  mayUse?: readonly OccasionalPart[];
  roles: readonly AdminRole[];
  input: InputSchema;
  output: z.ZodType;
  /**
   * What it is for one parsed input. Pure.
   * @throws ConnectorError `invalid_input`
   */
  narrow(input: Record<string, unknown>): DirectAction;
  example: { input: unknown; response: unknown };
}

export type ActionDefinition = DirectAction | CompositeAction | CustomAction;
