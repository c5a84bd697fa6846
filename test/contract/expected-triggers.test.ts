import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { EVENT_TYPES } from '../../src/okta/event-types/event-types.js';
import { readJson } from './read-json.ts';
import { triggers } from './triggers.ts';

/** What the product has promised for a trigger, from the comparison of other systems with Okta's own catalogue. */
const ExpectedTrigger = z.strictObject({
  id: z.string(),
  mechanism: z.enum(['event hook', 'system log polling', 'scheduled search']),
  /** Types, or words for all of them. */
  eventTypes: z.array(z.string()),
  /** Null where it depends on the types. */
  hookEligible: z.boolean().nullable(),
  scopes: z.array(z.string()),
});

type ExpectedTrigger = z.output<typeof ExpectedTrigger>;

const expected = readJson('expected-triggers.json', z.array(ExpectedTrigger));

const ASPECTS = ['mechanism', 'eventTypes', 'hookEligible', 'scopes'] as const;

type Aspect = (typeof ASPECTS)[number];

const NEEDED_TO_ENRICH_ONLY =
  'okta.apps.read is needed to enrich and to pick the application only: it is in enrichScopes';

/** Where a trigger differs from the table on purpose. The list may only shrink: each entry must still be true. */
const DEVIATIONS: Record<string, Partial<Record<Aspect, string>>> = {
  'password-expiring-soon': { scopes: 'the greatest age is read from the password policies' },
  'user-synced-in-app': { scopes: NEEDED_TO_ENRICH_ONLY },
  'user-app-password-changed': { scopes: NEEDED_TO_ENRICH_ONLY },
  'user-assigned-to-application': { scopes: NEEDED_TO_ENRICH_ONLY },
  'user-unassigned-from-application': { scopes: NEEDED_TO_ENRICH_ONLY },
  'mfa-preregistration-initiated': {
    eventTypes: 'the table found no type; Okta has system.mfa.preregister.initiate since 2024.02.0, marked as beta',
    hookEligible: 'event hooks carry that type',
    scopes: 'event hooks carry that type',
  },
};

const inWords = (eventType: string) => eventType === 'any' || eventType.startsWith('every ');

/** What the table means in terms of the catalogue. */
function meaningOf({ mechanism, eventTypes, hookEligible, scopes }: ExpectedTrigger): Record<Aspect, string> {
  // In its default mode a trigger on a hook also reads the log, for what the hook loses.
  const more = mechanism === 'event hook' ? ['okta.logs.read'] : [];
  return {
    mechanism: mechanism === 'scheduled search' ? 'schedule' : 'events',
    eventTypes: eventTypes.some(inWords) ? 'any' : String(eventTypes),
    hookEligible: String(hookEligible ?? false),
    scopes: String([...scopes, ...more].toSorted()),
  };
}

function differences(row: ExpectedTrigger): Aspect[] {
  const trigger = triggers.find(({ id }) => id === row.id);
  if (!trigger) throw new Error(`${row.id} is not in the catalogue`);
  const { mechanism, eventTypes, hookEligible, requiredScopes } = trigger.definition;
  const ours: Record<Aspect, string> = {
    mechanism,
    eventTypes: String(eventTypes),
    hookEligible: String(hookEligible),
    scopes: String(requiredScopes.toSorted()),
  };
  const theirs = meaningOf(row);
  return ASPECTS.filter((aspect) => ours[aspect] !== theirs[aspect]);
}

const known = new Map(EVENT_TYPES.map((facts) => [facts.eventType, facts]));

describe('the catalogue of triggers', () => {
  it('has every trigger that was promised, in the order of the table', () => {
    expect(triggers.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(triggers).toHaveLength(94);
  });

  it.each(expected)('has $id as in the table, but for known deviations', (row) => {
    expect(differences(row)).toEqual(Object.keys(DEVIATIONS[row.id] ?? {}));
  });

  it('notices a difference (control)', () => {
    const row = expected.find(({ id }) => id === 'user-created');
    if (!row) throw new Error('user-created is not in the table');
    expect(differences({ ...row, eventTypes: ['user.lifecycle.activate'] })).toEqual(['eventTypes']);
    expect(differences({ ...row, mechanism: 'system log polling' })).toEqual(['scopes']);
    expect(differences({ ...row, hookEligible: false })).toEqual(['hookEligible']);
  });
});

const typed = triggers.flatMap(({ id, definition }) =>
  definition.eventTypes === 'any' || definition.eventTypes.length === 0
    ? []
    : [{ id, eventTypes: definition.eventTypes, hookEligible: definition.hookEligible }],
);

describe('the event types of the triggers', () => {
  it.each(typed)('of $id are in the catalogue of Okta', ({ eventTypes }) => {
    expect(eventTypes.filter((eventType) => !known.has(eventType))).toEqual([]);
  });

  it.each(typed)('of $id are either all carried by event hooks or none', ({ eventTypes, hookEligible }) => {
    expect(eventTypes.map((eventType) => known.get(eventType)?.hookEligible)).toEqual(
      eventTypes.map(() => hookEligible),
    );
  });

  it('are beta in one trigger, which says so', () => {
    const beta = triggers.filter(
      ({ definition: { eventTypes } }) => eventTypes !== 'any' && eventTypes.some((type) => known.get(type)?.beta),
    );
    expect(beta.map(({ id }) => id)).toEqual(['mfa-preregistration-initiated']);
    expect(beta[0]?.definition.description).toContain('beta');
  });

  it('have each a trigger of their own', () => {
    const all = typed.flatMap(({ eventTypes }) => eventTypes);
    expect(new Set(all).size).toBe(all.length);
  });
});
