import { z } from 'zod';
import { isHookEligible } from './event-params.js';
import type { TriggerDefinition } from './trigger-definition.js';

/** Which events of the System Log a subscription hears of. */
export interface EventInterest {
  /** Null is every type; none for triggers that search by a schedule. */
  eventTypes: string[] | null;
  /** Those of them that its event hook is to carry. */
  hookEligible: string[];
}

const ChosenTypes = z.looseObject({ eventTypes: z.array(z.string()).optional() });

/** What a trigger means with these params, which its `params` has parsed. Pure. */
export function resolve(definition: TriggerDefinition, params: Record<string, unknown>): EventInterest {
  if (definition.mechanism === 'schedule') return { eventTypes: [], hookEligible: [] };
  const eventTypes = typesOf(definition.eventTypes, params);
  return {
    eventTypes,
    hookEligible: definition.hookEligible ? (eventTypes ?? []).filter(isHookEligible) : [],
  };
}

function typesOf(eventTypes: readonly string[] | 'any', params: Record<string, unknown>): string[] | null {
  if (eventTypes !== 'any') return [...eventTypes];
  const { eventTypes: chosen } = ChosenTypes.parse(params);
  return chosen ? [...new Set(chosen)] : null;
}
