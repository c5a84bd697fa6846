import type { components } from './generated/api.js';

type Schemas = components['schemas'];

export type Connection = Schemas['Connection'];
export type Subscription = Schemas['Subscription'];
export type SubscriptionWithSecret = Schemas['SubscriptionWithSecret'];
export type Delivery = Schemas['Delivery'];
export type DryRun = Schemas['DryRun'];
export type LoggedRun = Schemas['LoggedRun'];
/** The body of every answer outside 2xx (RFC 9457). */
export type Problem = Schemas['Problem'];
export type ErrorCode = Problem['code'];

/** The id of an action, such as `suspend-user`. */
export type ActionId = keyof Schemas['ActionInputs'];
export type ActionInput<A extends ActionId> = Schemas['ActionInputs'][A];
/** Okta's own object; attributes that the org added are in it as `unknown`. */
export type ActionOutput<A extends ActionId> = Schemas['ActionOutputs'][A];

/** A finished run of an action. */
export type Run<A extends ActionId> = Omit<Schemas['Run'], 'output'> & { output: ActionOutput<A> };

interface Page {
  items: readonly unknown[];
  nextCursor: string | null;
}

/** The actions that answer a page at a time. */
export type PagedActionId = { [A in ActionId]: ActionOutput<A> extends Page ? A : never }[ActionId];
/** What a list holds. */
export type ItemOf<A extends PagedActionId> = ActionOutput<A> extends { items: readonly (infer Item)[] } ? Item : never;

/** The id of a trigger, such as `user-account-locked`. */
export type TriggerId = keyof Schemas['TriggerData'];
export type TriggerParams<T extends TriggerId> = Schemas['TriggerParams'][T];

/** What is delivered for one trigger. */
export interface EventOf<T extends TriggerId> {
  type: T;
  /** The same over all attempts and replays: know by it what you have seen before. */
  webhookId: string;
  /** When it happened, RFC 3339. */
  timestamp: string;
  data: Schemas['TriggerData'][T];
}

/** What is delivered; `type` says for which trigger. A newer service may deliver types that this client does not know. */
export type TriggerEvent = { [T in TriggerId]: EventOf<T> }[TriggerId];
