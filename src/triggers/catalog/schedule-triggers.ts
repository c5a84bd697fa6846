import { z } from 'zod';
import { EXAMPLE_IDS } from '../../okta/schemas/ids.js';
import { exampleGroup, Group } from '../../okta/schemas/group.js';
import { exampleFailedSignIn, LogEvent } from '../../okta/schemas/log-event.js';
import { exampleUser, User } from '../../okta/schemas/user.js';
import { cronParam, TimezoneParam } from './cron.js';
import { scimParam } from './event-params.js';
import { EXAMPLE_ENVELOPE, payloadOf } from './payloads.js';
import type { Schedule, ScheduleTrigger } from './trigger-definition.js';

const EVERY_FIVE_MINUTES = '*/5 * * * *';

const CronParams = z.looseObject({ cron: z.string(), timezone: z.string() });

const byCron = (params: Record<string, unknown>): Schedule => {
  const { cron, timezone } = CronParams.parse(params);
  return { cron, timezone };
};

const common = { mechanism: 'schedule', hookEligible: false } as const;

/** A search that finds objects by the time they were changed last. */
const byLastUpdated = { ...common, eventTypes: [] as const, schedule: byCron };

const window = {
  scheduledAt: z.string().describe('When it was due'),
  window: z
    .looseObject({ from: z.string().describe('Beginning'), until: z.string().describe('End, not included') })
    .describe('The time that was searched; windows follow each other without gaps'),
};

const exampleWindow = {
  scheduledAt: '2026-03-01T08:00:00.000Z',
  window: { from: '2026-03-01T07:00:00.000Z', until: '2026-03-01T08:00:00.000Z' },
};

const schedule = (usual: string) => ({ cron: cronParam(usual), timezone: TimezoneParam });

const includeCreated = z
  .boolean()
  .default(true)
  .describe('Also those that are new, which it does where omitted; false for changes of older ones only');

const exampleNewUser = { ...exampleUser, created: '2026-03-01T07:58:00.000Z', lastUpdated: '2026-03-01T07:58:00.000Z' };

/** Triggers that search the org at fixed times. */
export const scheduleTriggers: Record<
  'scheduled-event-search' | 'new-user' | 'user-updated' | 'group-updated-poll' | 'password-expiring-soon',
  ScheduleTrigger
> = {
  'scheduled-event-search': {
    ...common,
    title: 'Scheduled event search (batch)',
    description:
      'Searches the System Log by a schedule and delivers what it found as lists, each window of time once, also those that passed while the service was down. A window without events delivers nothing. Not for quick reactions: new-event-realtime and new-event-polling deliver events one by one as they come.',
    eventTypes: 'any',
    requiredScopes: ['okta.logs.read'],
    schedule: byCron,
    params: z.strictObject({
      ...schedule('0 * * * *'),
      filter: scimParam('SCIM filter of the System Log, such as eventType eq "user.session.start"').optional(),
      q: z.string().min(1).max(410).optional().describe('Up to 10 keywords of 40 characters that must all occur'),
      lookback: z
        .int()
        .min(0)
        .max(1440)
        .default(5)
        .describe(
          'Minutes before each window that are searched again, for events that reached the log late; what was delivered before is left out. 5 where omitted',
        ),
    }),
    payload: payloadOf({
      ...window,
      events: z.array(LogEvent).min(1).describe('What was found, oldest first'),
      batch: z
        .looseObject({
          number: z.int().min(1).describe('Counts the lists of this window, from 1'),
          last: z.boolean().describe('Whether it is the last list of this window'),
        })
        .describe('A window with many events is delivered in several lists'),
    }),
    example: {
      params: {
        cron: '0 * * * *',
        timezone: 'Europe/London',
        filter: 'eventType eq "user.session.start" and outcome.result eq "FAILURE"',
      },
      payload: {
        ...EXAMPLE_ENVELOPE,
        ...exampleWindow,
        events: [exampleFailedSignIn],
        batch: { number: 1, last: true },
      },
    },
  },

  'new-user': {
    ...byLastUpdated,
    title: 'New user (polling)',
    description:
      'Fires for each user created since the last search, with the full user. Users created before the subscription are left out. Later than user-created by up to the schedule, but with all attributes and with search; a user who is deleted before the search is not found.',
    requiredScopes: ['okta.users.read'],
    params: z.strictObject({
      ...schedule(EVERY_FIVE_MINUTES),
      search: scimParam('Only users that this SCIM search matches, such as profile.department eq "Sales"').optional(),
    }),
    payload: payloadOf({ user: User.describe('The new user') }),
    example: {
      params: { search: 'profile.department eq "Sales"' },
      payload: { ...EXAMPLE_ENVELOPE, user: exampleNewUser },
    },
  },

  'user-updated': {
    ...byLastUpdated,
    title: 'New or updated user (polling lastUpdated)',
    description:
      'Fires for each user whose lastUpdated is later than the last search, with the full user: changes of profile, status and password. Several changes between two searches are one. It does not say what has changed (user-profile-updated and others do), and deleted users are not found.',
    requiredScopes: ['okta.users.read'],
    params: z.strictObject({
      ...schedule(EVERY_FIVE_MINUTES),
      search: scimParam('Only users that this SCIM search matches, such as status eq "ACTIVE"').optional(),
      includeCreated,
    }),
    payload: payloadOf({ user: User.describe('The user as it is now') }),
    example: {
      params: { search: 'status eq "ACTIVE"', includeCreated: false },
      payload: { ...EXAMPLE_ENVELOPE, user: exampleUser },
    },
  },

  'group-updated-poll': {
    ...byLastUpdated,
    title: 'New or updated group (polling lastUpdated)',
    description:
      'Fires for each group whose lastUpdated is later than the last search, with the full group. That is its profile: members that come and go do not count (user-added-to-group, user-removed-from-group), and deleted groups are not found (group-deleted).',
    requiredScopes: ['okta.groups.read'],
    params: z.strictObject({
      ...schedule(EVERY_FIVE_MINUTES),
      search: scimParam('Only groups that this SCIM search matches, such as type eq "OKTA_GROUP"').optional(),
      includeCreated,
    }),
    payload: payloadOf({ group: Group.describe('The group as it is now') }),
    example: {
      params: { search: 'type eq "OKTA_GROUP"' },
      payload: { ...EXAMPLE_ENVELOPE, group: exampleGroup },
    },
  },

  'password-expiring-soon': {
    ...common,
    title: 'Password about to expire',
    description:
      "Fires once for each user and each of params.days, that many days before the user's password reaches the greatest age that the password policy allows. Only active users whose passwords Okta keeps: those of Active Directory, LDAP and other providers expire there. Without an age limit in the policy nothing fires. Okta writes no event for this; a schedule computes it once a day.",
    eventTypes: [],
    requiredScopes: ['okta.policies.read', 'okta.users.read'],
    schedule: (params) => {
      const { hour, timezone } = z.looseObject({ hour: z.int(), timezone: z.string() }).parse(params);
      return { cron: `0 ${hour} * * *`, timezone };
    },
    params: z.strictObject({
      days: z
        .array(z.int().min(0).max(90))
        .min(1)
        .max(10)
        .default([7, 3, 1])
        .describe('How many days before the end to fire; 0 is the last day; 7, 3 and 1 where omitted'),
      hour: z
        .int()
        .min(0)
        .max(23)
        .default(8)
        .describe('The hour of the day to look at, in the time zone; 8 where omitted'),
      timezone: TimezoneParam,
    }),
    payload: payloadOf({
      user: User.describe('The user whose password expires'),
      daysLeft: z.int().describe('Which of params.days it is'),
      expiresAt: z.string().describe('When the password expires'),
      policyId: z.string().describe('The password policy that says so'),
    }),
    example: {
      params: { days: [7, 3, 1], hour: 8, timezone: 'Europe/London' },
      payload: {
        ...EXAMPLE_ENVELOPE,
        user: exampleUser,
        daysLeft: 3,
        expiresAt: '2026-04-12T09:31:04.000Z',
        policyId: EXAMPLE_IDS.policy,
      },
    },
  },
};
