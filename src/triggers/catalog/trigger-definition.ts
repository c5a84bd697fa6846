import type { z } from 'zod';
import type { OktaProduct } from '../../okta/okta-product.js';
import type { OktaScope } from '../../okta/okta-scopes.js';
import type { EnrichedKind } from './enriched.js';

/** When a scheduled search is due: a cron expression of five parts, read in an IANA time zone. */
export interface Schedule {
  cron: string;
  timezone: string;
}

interface Described {
  title: string;
  /** When it fires, which targets carry what, and what it is not. */
  description: string;
  /** What the org must have besides Okta's core directory. */
  product?: OktaProduct;
  /** For all that it does: with both of `okta.logs.read` and `okta.eventHooks.manage` no event is late or lost. */
  requiredScopes: readonly OktaScope[];
  /** Types of events of the System Log; `any` where the params say which. */
  eventTypes: readonly string[] | 'any';
  params: z.ZodObject;
  /** What `data` of a delivery holds. */
  payload: z.ZodObject;
  example: { params: Record<string, unknown>; payload: Record<string, unknown> };
}

/** Fires for single events of the System Log, brought by an event hook, by polling, or both. */
export interface EventTrigger extends Described {
  mechanism: 'events';
  /** Event hooks may carry all of its types. Where not, the System Log is polled. */
  hookEligible: boolean;
  /** What `params.enrich` can add to a payload. */
  enriches: readonly EnrichedKind[];
}

/** Searches the org at fixed times. */
export interface ScheduleTrigger extends Described {
  mechanism: 'schedule';
  hookEligible: false;
  /** When it is due with these params, which `params` has parsed. */
  schedule(params: Record<string, unknown>): Schedule;
}

export type TriggerDefinition = EventTrigger | ScheduleTrigger;
