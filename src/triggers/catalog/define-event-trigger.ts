import { z } from 'zod';
import type { OktaProduct } from '../../okta/okta-product.js';
import type { OktaScope } from '../../okta/okta-scopes.js';
import { ENRICHED, ENRICHED_KINDS, type EnrichedKind } from './enriched.js';
import { type DefaultOutcome, eventParams, isHookEligible } from './event-params.js';
import { type ActorKind, exampleEvent, type ExampleEventSpec, type TargetType } from './example-event.js';
import { eventPayload, EXAMPLE_ENVELOPE } from './payloads.js';
import type { EventTrigger } from './trigger-definition.js';

/** One trigger on typed events, as the catalogue's tables write it. */
export interface EventRow {
  title: string;
  eventTypes: readonly [string, ...string[]];
  /** Completes "Fires when …": when Okta writes the event. */
  when: string;
  /** What is not obvious: what it is not, what else to read in the event. Whole sentences. */
  note?: string;
  /** The types of its targets and what each is; empty where Okta does not document them. */
  targets: Partial<Record<TargetType, string>>;
  /** The pick list for `targetId`, where it is not the one of the first target. */
  pick?: string;
  product?: OktaProduct;
  /** What the example event says beside its type and targets. */
  example: {
    message: string;
    actor?: ActorKind;
    result?: string;
    reason?: string;
    debugData?: Record<string, unknown>;
  };
}

const PICK_LISTS: Partial<Record<TargetType, string>> = {
  User: 'users',
  UserGroup: 'groups',
  AppInstance: 'apps',
  Device: 'devices',
  PolicyEntity: 'policies',
};

/** Something was done: fires where it succeeded, unless `outcome` says otherwise. */
export const done = (row: EventRow): EventTrigger => eventTrigger(row, 'SUCCESS');

/** Something was tried, refused or noticed: fires whatever came of it. */
export const noticed = (row: EventRow): EventTrigger => eventTrigger(row, 'ANY');

function eventTrigger(row: EventRow, defaultOutcome: DefaultOutcome): EventTrigger {
  const { title, eventTypes, product } = row;
  const types = targetTypesOf(row);
  const hookEligible = eventTypes.every(isHookEligible);
  const enriches = enrichesOf(row);
  const pick = row.pick ?? types.map((type) => PICK_LISTS[type]).find((list) => list !== undefined);
  return {
    mechanism: 'events',
    title,
    description: descriptionOf(row, { hookEligible, defaultOutcome }),
    ...(product && { product }),
    eventTypes,
    hookEligible,
    enriches,
    requiredScopes: scopesOf(hookEligible),
    params: z.strictObject(eventParams({ defaultOutcome, pick, enriched: enrichSentence(enriches) })),
    payload: eventPayload(eventTypes, enriches),
    example: exampleOf({ event: exampleSpecOf(row, types), params: {} }),
  };
}

/** Hooks for speed, and the log for what hooks lose; the log alone for what no hook carries. */
export const scopesOf = (hookEligible: boolean): OktaScope[] =>
  hookEligible ? ['okta.eventHooks.manage', 'okta.logs.read'] : ['okta.logs.read'];

/** The params' description of `enrich`. */
export const enrichSentence = (enriches: readonly EnrichedKind[]): string =>
  enriches.length === 0
    ? 'There is nothing to add to these events'
    : `Add the full objects as data.enriched (${enriches.join(', ')}); needs ${enriches.map((kind) => ENRICHED[kind].scope).join(', ')}`;

/** An example with one event. */
export function exampleOf({ event, params }: { event: ExampleEventSpec; params: Record<string, unknown> }) {
  return { params, payload: { ...EXAMPLE_ENVELOPE, event: exampleEvent(event) } };
}

const isTargetType = (type: string, targets: EventRow['targets']): type is TargetType => type in targets;

const targetTypesOf = ({ targets }: EventRow): TargetType[] =>
  Object.keys(targets).filter((type) => isTargetType(type, targets));

/** Without a target of type User, the user is the actor. */
function enrichesOf({ targets, example }: EventRow): EnrichedKind[] {
  const isThere = (kind: EnrichedKind) => ENRICHED[kind].targetType in targets;
  return ENRICHED_KINDS.filter((kind) => isThere(kind) || (kind === 'user' && example.actor === 'user'));
}

function descriptionOf(
  { when, note, targets, eventTypes }: EventRow,
  { hookEligible, defaultOutcome }: { hookEligible: boolean; defaultOutcome: DefaultOutcome },
): string {
  const carried = Object.entries(targets).map(([type, what]) => `${type} (${what})`);
  return [
    `Fires when ${when}.`,
    note,
    carried.length > 0
      ? `Targets by type: ${carried.join(', ')}.`
      : 'Okta does not document the types of its targets, if it has any.',
    defaultOutcome === 'SUCCESS'
      ? 'Failed attempts are left out unless outcome says otherwise.'
      : 'Fires whatever the outcome; narrow it by outcome.',
    hookEligible
      ? undefined
      : `No event hook carries ${eventTypes.length === 1 ? 'this type' : 'these types'}: the System Log is polled.`,
  ]
    .filter((sentence) => sentence !== undefined)
    .join(' ');
}

function exampleSpecOf(
  { eventTypes: [eventType], example }: EventRow,
  targets: readonly TargetType[],
): ExampleEventSpec {
  const { message, actor = 'administrator', result = 'SUCCESS', reason = null, debugData = {} } = example;
  return { eventType, displayMessage: message, actor, targets, outcome: { result, reason }, debugData };
}
