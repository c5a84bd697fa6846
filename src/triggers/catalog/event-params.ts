import { z } from 'zod';
import { EVENT_TYPES, EVENT_TYPES_RELEASE } from '../../okta/event-types/event-types.js';
import { expression } from '../../okta/schemas/query.js';
import { compileScimFilter } from '../events/scim-filter.js';

/** The results that Okta gives (LogOutcome), and `ANY` for whichever. */
const RESULTS = [
  'SUCCESS',
  'FAILURE',
  'SKIPPED',
  'ALLOW',
  'DENY',
  'CHALLENGE',
  'UNKNOWN',
  'RATE_LIMIT',
  'DEFERRED',
  'SCHEDULED',
  'ABANDONED',
  'UNANSWERED',
  'ANY',
] as const;

/** Which results a trigger is about where `outcome` is left out. */
export type DefaultOutcome = 'SUCCESS' | 'ANY';

const outcomeParam = (defaultOutcome: DefaultOutcome) =>
  z
    .enum(RESULTS)
    .default(defaultOutcome)
    .describe(
      `Only events with this outcome.result; ANY for all, ${defaultOutcome} where omitted. An event without a result counts as SUCCESS`,
    );

/** A SCIM expression that the parser of this service can read, so that a mistake shows when it is given. */
export function scimParam(description: string) {
  return expression(description).superRefine((text, context) => {
    const mistake = mistakeOf(text);
    if (mistake !== undefined) context.addIssue({ code: 'custom', message: mistake });
  });
}

function mistakeOf(text: string): string | undefined {
  try {
    compileScimFilter(text);
    return undefined;
  } catch {
    // The parser's own words quote what was sent, and an answer must not.
    return 'is no SCIM filter: attribute, operator and "value", joined by and, or, not and parentheses';
  }
}

const idParam = (description: string, options?: string) =>
  z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(description)
    .meta(options === undefined ? {} : { 'x-options': options });

interface EventParamsSpec {
  defaultOutcome: DefaultOutcome;
  /** The pick list of `targetId`, where its targets have one. */
  pick?: string | undefined;
  /** What `enrich` adds, in words; omitted where there is nothing to fetch. */
  enriched: string;
}

/** What every trigger on events takes. All that is given must match. */
export function eventParams({ defaultOutcome, pick, enriched }: EventParamsSpec) {
  return {
    outcome: outcomeParam(defaultOutcome),
    actorId: idParam('Only events whose actor has this id', 'users'),
    targetId: idParam('Only events with a target of this id', pick),
    filter: scimParam(
      'Only events that this SCIM filter of the System Log matches, such as client.ipAddress eq "203.0.113.7"',
    ).optional(),
    enrich: z.boolean().default(false).describe(enriched),
  };
}

const KNOWN: ReadonlySet<string> = new Set(EVENT_TYPES.map(({ eventType }) => eventType));
const HOOK_ELIGIBLE: ReadonlySet<string> = new Set(
  EVENT_TYPES.filter(({ hookEligible }) => hookEligible).map(({ eventType }) => eventType),
);

/** Whether event hooks may carry the type. */
export const isHookEligible = (eventType: string): boolean => HOOK_ELIGIBLE.has(eventType);

const unknownType = `is no event type of Okta's catalogue ${EVENT_TYPES_RELEASE}; for a newer one, poll with filter: eventType eq "…"`;

const eventType = () =>
  z
    .string()
    .min(1)
    .max(200)
    .refine((type) => KNOWN.has(type), unknownType)
    .meta({ 'x-options': 'eventTypes' });

/** Types that event hooks carry; others would never arrive that way. */
export const RealtimeEventTypes = z
  .array(eventType().refine(isHookEligible, 'is carried by no event hook; use new-event-polling'))
  .min(1)
  .max(HOOK_ELIGIBLE.size)
  .describe('Types of events, all of which event hooks must be able to carry');

export const PolledEventTypes = z
  .array(eventType())
  .min(1)
  .max(KNOWN.size)
  .optional()
  .describe('Types of events; every event of the System Log where omitted');
