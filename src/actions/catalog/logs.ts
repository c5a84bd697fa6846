import { z } from 'zod';
import { defineList } from '../define-action.js';
import { UserId } from '../../okta/schemas/ids.js';
import { exampleFailedSignIn, exampleSignIn, IpAddress, LogEvent } from '../../okta/schemas/log-event.js';
import { expression, timestamp } from '../../okta/schemas/query.js';
import { LOG_READERS } from '../../okta/schemas/role-sets.js';
import { scimAll, scimAny, scimEquals } from '../../okta/schemas/scim.js';

const since = timestamp(
  'Only events from this time on; 7 days before until where omitted. Okta keeps 90 days',
).optional();
const until = timestamp('Only events up to this time; now where omitted').optional();

/**
 * Okta's own default, ascending without an end, is its polling form: it hands out a next page for ever, even after an
 * empty one. Newest first ends.
 */
const sortOrder = z.enum(['ASCENDING', 'DESCENDING']).default('DESCENDING');

const period = { since, until, sortOrder: sortOrder.describe('DESCENDING gives the newest event first') };

const LOGS = {
  route: 'GET /api/v1/logs',
  scopes: ['okta.logs.read'],
  roles: LOG_READERS,
  maxLimit: 1000,
  emptyPageEnds: true,
} as const;

/** `user.session.start` is written for every sign-in to Okta, whether it succeeds or fails. */
const SIGN_IN = scimEquals('eventType', 'user.session.start');

const byActor = (user: string) => scimAny(scimEquals('actor.id', user), scimEquals('actor.alternateId', user));
const byIp = (ipAddress: string) => scimEquals('client.ipAddress', ipAddress);
const FAILED = scimAny(scimEquals('outcome.result', 'FAILURE'), scimEquals('outcome.result', 'DENY'));

export const logs = {
  'search-system-log': defineList({
    ...LOGS,
    title: 'Search the System Log',
    description:
      'Lists events of the last 90 days by filter, keywords and time. Very recent events may be missing for some seconds. ASCENDING without until never ends: its last page still has a nextCursor, with which later events can be read.',
    input: z.strictObject({
      filter: expression(
        'SCIM filter, such as eventType eq "user.lifecycle.suspend" and outcome.result eq "SUCCESS"',
      ).optional(),
      q: z.string().min(1).max(410).optional().describe('Up to 10 keywords of 40 characters that must all occur'),
      ...period,
      sortOrder: sortOrder.describe(
        'DESCENDING gives the newest event first. ASCENDING with until ends; without until it goes on with events to come',
      ),
    }),
    item: LogEvent,
    example: {
      input: { filter: 'eventType eq "user.session.start"', since: '2026-03-01T00:00:00Z' },
      response: [exampleSignIn],
    },
  }),

  'get-recent-logons-by-user': defineList({
    ...LOGS,
    title: 'Recent sign-ins of a user',
    description:
      'Lists the sign-ins to Okta of one user, failed ones included (see outcome), newest first. Sign-ins to single applications are other events: search the System Log for user.authentication.sso.',
    input: z.strictObject({ userId: UserId, ...period }),
    parts: ({ userId, ...query }) => ({ query: { ...query, filter: scimAll(SIGN_IN, byActor(userId)) } }),
    item: LogEvent,
    example: { input: { userId: 'ada@example.com' }, response: [exampleSignIn] },
  }),

  'get-recent-logons-by-ip': defineList({
    ...LOGS,
    title: 'Recent sign-ins from an IP address',
    description:
      'Lists the sign-ins to Okta that came from one IP address, failed ones included (see outcome), newest first.',
    input: z.strictObject({ ipAddress: IpAddress, ...period }),
    parts: ({ ipAddress, ...query }) => ({ query: { ...query, filter: scimAll(SIGN_IN, byIp(ipAddress)) } }),
    item: LogEvent,
    example: { input: { ipAddress: '203.0.113.7', since: '2026-03-01T00:00:00Z' }, response: [exampleSignIn] },
  }),

  'get-login-failures': defineList({
    ...LOGS,
    title: 'Failed sign-ins',
    description:
      'Lists the sign-ins to Okta that failed or that a policy denied, newest first, of the whole org or of one user or IP address. outcome.reason says why.',
    input: z.strictObject({
      userId: UserId.optional().describe('Only of this user: id or login'),
      ipAddress: IpAddress.optional().describe('Only from this IPv4 or IPv6 address'),
      ...period,
    }),
    parts: ({ userId, ipAddress, ...query }) => {
      const narrowed = [...(userId ? [byActor(userId)] : []), ...(ipAddress ? [byIp(ipAddress)] : [])];
      return { query: { ...query, filter: scimAll(SIGN_IN, FAILED, ...narrowed) } };
    },
    item: LogEvent,
    example: { input: { since: '2026-03-01T00:00:00Z' }, response: [exampleFailedSignIn] },
  }),
};
