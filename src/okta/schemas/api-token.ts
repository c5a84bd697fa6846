import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

const text = (description: string) => z.string().nullable().optional().describe(description);

/** What Okta tells about an API token; never the token itself. */
export const ApiToken = z.looseObject({
  id: z.string().describe('The id of the token'),
  name: z.string().describe('The name that its maker gave it'),
  userId: text('The user whose permissions it has'),
  clientName: text('What it was made for'),
  tokenWindow: text('How long it lives without being used, as an ISO 8601 duration'),
  network: z.looseObject({}).nullable().optional().describe('Where it may be used from'),
  expiresAt: text('When it ends unless it is used before'),
  created: text('When it was made'),
  lastUpdated: text('When it was last used or changed'),
});

export const exampleApiToken: z.input<typeof ApiToken> = {
  id: EXAMPLE_IDS.apiToken,
  name: 'Nightly export',
  userId: EXAMPLE_IDS.ada,
  clientName: 'Okta API',
  tokenWindow: 'P30D',
  network: { connection: 'ANYWHERE' },
  expiresAt: '2026-03-03T12:00:00.000Z',
  created: '2026-01-10T08:00:00.000Z',
  lastUpdated: '2026-02-01T12:00:00.000Z',
};
