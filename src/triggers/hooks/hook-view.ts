import type { Subscription } from '../subscriptions/subscription.js';
import { eligibleTypesOf } from './hook-plan.js';
import type { HookState } from './okta-hook.js';

/** What a person must enter in Okta (Workflow > Event Hooks) where the connection may not. */
export interface HookSetup {
  url: string;
  secretHeader: string;
  secret: string;
  eventTypes: string[];
}

/** How one of a connection's hooks stands. */
export interface HookStanding {
  state: HookState;
  reason: string | null;
  eventTypes: readonly string[];
  confirmedTypes: readonly string[];
  setup: HookSetup | undefined;
}

/** The hooks of a connection, as one of its subscriptions sees them. */
export interface HookView {
  state: 'none' | 'wanted' | 'verified' | 'manual' | 'unavailable';
  reason: string | null;
  /** Okta sends every event type of the subscription that hooks may carry. */
  live: boolean;
  setupRequired?: HookSetup;
}

/** The worst first. */
const STATES = ['manual', 'unavailable', 'wanted', 'verified'] as const;

/** Pure. */
export function hookViewOf(
  subscription: Pick<Subscription, 'mode' | 'eventTypes'>,
  standings: readonly HookStanding[],
): HookView {
  const types = subscription.mode === 'polling' ? [] : eligibleTypesOf(subscription);
  if (types.length === 0) return { state: 'none', reason: null, live: false };
  const confirmed = new Set(standings.flatMap(({ confirmedTypes }) => confirmedTypes));
  if (types.every((type) => confirmed.has(type))) return { state: 'verified', reason: null, live: true };
  const concerned = standings.filter(({ eventTypes }) => eventTypes.some((type) => types.includes(type)));
  const worst = STATES.map((state) => concerned.find((standing) => standing.state === state)).find(Boolean);
  // Not planned yet, or planned before this subscription came.
  if (!worst || worst.state === 'verified' || worst.state === 'removing')
    return { state: 'wanted', reason: null, live: false };
  const { state, reason, setup } = worst;
  return { state, reason, live: false, ...(state === 'manual' && setup && { setupRequired: setup }) };
}
