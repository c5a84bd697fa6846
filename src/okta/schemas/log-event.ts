import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

const party = (what: string) =>
  z
    .looseObject({
      id: z.string().nullable().optional().describe('Its id'),
      type: z.string().nullable().optional().describe('Its kind, such as User or UserGroup'),
      alternateId: z.string().nullable().optional().describe('Its other name: the login, for users'),
      displayName: z.string().nullable().optional().describe('Its name'),
    })
    .describe(what);

/** An event of the System Log. Pick targets by type, never by position; most parts may be null. */
export const LogEvent = z.looseObject({
  uuid: z.string().describe('The id of the event'),
  published: z.string().describe('When it happened'),
  eventType: z.string().describe('What happened, such as user.session.start'),
  version: z.string().nullable().optional().describe('Version of the event format'),
  severity: z.string().nullable().optional().describe('DEBUG, INFO, WARN or ERROR'),
  displayMessage: z.string().nullable().optional().describe('What happened, in words'),
  actor: party('Who did it').nullable().optional(),
  target: z.array(party('Whom or what it was done to')).nullable().optional().describe('Whom or what it was done to'),
  outcome: z
    .looseObject({ result: z.string().nullable().optional(), reason: z.string().nullable().optional() })
    .nullable()
    .optional()
    .describe('SUCCESS, FAILURE, DENY and others, with a reason'),
  client: z
    .looseObject({ ipAddress: z.string().nullable().optional() })
    .nullable()
    .optional()
    .describe('Where it came from'),
  transaction: z.looseObject({}).nullable().optional().describe('Groups the events of one request'),
  securityContext: z.looseObject({}).nullable().optional().describe('Network and proxy of the client'),
  authenticationContext: z.looseObject({}).nullable().optional().describe('The session that it belongs to'),
  debugContext: z.looseObject({}).nullable().optional().describe('Details that depend on the event'),
  request: z.looseObject({}).nullable().optional().describe('The chain of IP addresses'),
});

/** An IPv4 or IPv6 address. */
export const IpAddress = z
  .union([z.ipv4().max(15), z.ipv6().max(45)])
  .describe('An IPv4 or IPv6 address, as the System Log shows it in client.ipAddress');

export const exampleSignIn: z.input<typeof LogEvent> = {
  uuid: '8f8a2c0e-1d55-11f1-9a3c-0b6d3f0a7c11',
  published: '2026-03-01T07:45:12.345Z',
  eventType: 'user.session.start',
  version: '0',
  severity: 'INFO',
  displayMessage: 'User login to Okta',
  actor: { id: EXAMPLE_IDS.ada, type: 'User', alternateId: 'ada@example.com', displayName: 'Ada Lovelace' },
  target: null,
  outcome: { result: 'SUCCESS', reason: null },
  client: { ipAddress: '203.0.113.7' },
};

export const exampleFailedSignIn: z.input<typeof LogEvent> = {
  ...exampleSignIn,
  uuid: '9b7b5f14-1d55-11f1-9a3c-0b6d3f0a7c11',
  severity: 'WARN',
  outcome: { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
};
