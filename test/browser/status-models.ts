import type { StatusModel } from '../../src/connect/status/status-model.js';

const NOW = new Date('2026-11-22T10:24:00Z');
const hour = (ago: number) => new Date(Date.UTC(2026, 10, 22, 10 - ago));
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);
const DAY = 86_400_000;

/** A connection with much to tell, and one with nothing. */
export const BUSY: StatusModel = {
  now: NOW,
  connection: {
    name: 'Acme production',
    domain: 'acme.okta.com',
    orgId: '00o1a2b3c4D5e6F7g8h9',
    status: 'active',
    statusReason: null,
    readOnly: false,
    rateLimitShare: 0.5,
    authType: 'authorizationCode',
    lastVerifiedAt: ago(7_200_000),
  },
  token: {
    issuedAt: ago(1_500_000),
    expiresAt: new Date(NOW.getTime() + 2_100_000),
    consentedAt: ago(80 * DAY),
    reauthorizeBefore: new Date(NOW.getTime() + 10 * DAY),
  },
  runs: Array.from({ length: 20 }, (_, index) => ({
    hour: hour(index),
    succeeded: [12, 40, 33, 8, 2, 51, 17][index % 7] ?? 0,
    failed: [0, 1, 0, 0, 9, 0, 0][index % 7] ?? 0,
  })).filter((_, index) => index !== 6),
  latest: [
    { title: 'Suspend user', status: 'succeeded', startedAt: ago(40_000), durationMs: 182, errorCode: null },
    { title: 'Add user to group', status: 'running', startedAt: ago(42_000), durationMs: null, errorCode: null },
    {
      title: 'Reset all factors',
      status: 'failed',
      startedAt: ago(900_000),
      durationMs: 1_240,
      errorCode: 'insufficient_role',
    },
    { title: 'List users', status: 'queued', startedAt: ago(910_000), durationMs: null, errorCode: null },
  ],
  deliveries: [
    { hour: hour(0), delivered: 3, failed: 0, pending: 12 },
    { hour: hour(1), delivered: 120, failed: 2, pending: 1 },
    { hour: hour(5), delivered: 70, failed: 0, pending: 0 },
    { hour: hour(23), delivered: 22, failed: 0, pending: 0 },
  ],
  limits: [
    { bucket: '/api/v1/groups', limit: 500, remaining: 20, endsInMs: 20_000 },
    { bucket: 'GET /api/v1/users/{id}', limit: 2_000, remaining: 1_900, endsInMs: -90_000 },
  ],
};

export const EXAMINED: StatusModel = {
  ...BUSY,
  connection: {
    ...BUSY.connection,
    status: 'reauthorizationRequired',
    statusReason: 'The refresh token is not valid any more.',
    readOnly: true,
  },
  diagnosis: {
    ok: false,
    checks: [
      {
        id: 'org',
        status: 'pass',
        title: 'Okta org',
        detail: 'acme.okta.com is org 00o1a2, Identity Engine.',
        remedy: null,
      },
      {
        id: 'credentials',
        status: 'fail',
        title: 'Credentials',
        detail: 'Okta does not accept the refresh token any more.',
        remedy: 'Authorize the connection again.',
      },
    ],
  },
};

export const QUIET: StatusModel = {
  now: NOW,
  connection: {
    ...BUSY.connection,
    status: 'pending',
    orgId: null,
    authType: 'clientCredentials',
    lastVerifiedAt: null,
  },
  token: undefined,
  runs: [],
  latest: [],
  deliveries: [],
  limits: [],
};
