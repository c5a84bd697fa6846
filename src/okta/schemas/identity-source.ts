import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

/** A session in which a custom identity source hands users over to Okta. */
export const ImportSession = z.looseObject({
  id: z.string().describe('The id of the session'),
  identitySourceId: z.string().nullable().optional().describe('The identity source'),
  status: z
    .string()
    .nullable()
    .optional()
    .describe('CREATED, IN_PROGRESS (has data), TRIGGERED (being imported), COMPLETED, CLOSED, EXPIRED or ERROR'),
  importType: z.string().nullable().optional().describe('Always INCREMENTAL'),
  created: z.string().nullable().optional().describe('When it was created'),
  lastUpdated: z.string().nullable().optional().describe('When it last changed'),
});

const MAX_PROFILES = 200;

const text = (description: string, max: number, min = 0) =>
  z.string().min(min).max(max).nullable().optional().describe(description);

const ExternalId = z.string().min(1).max(512).describe('The id that the source has for the user');

/** The profile of a user of the source; every attribute is text there. */
const SourceProfile = z
  .object({
    userName: text('The name the user signs in with', 100, 1),
    email: text('E-mail address', 100, 5),
    firstName: text('Given name', 50, 1),
    lastName: text('Family name', 50, 1),
    secondEmail: text('Secondary e-mail address', 100, 5),
    mobilePhone: text('Mobile phone number', 100),
    homeAddress: text('Home address', 4096),
  })
  .catchall(z.string().max(4096).nullable().describe("A custom attribute of the source's schema, as text"))
  .describe("Attributes under the names of the source's schema; null clears one");

export const EntityType = z.literal('USERS').describe('Always USERS');

const profilesOf = <T extends z.ZodType>(profile: T, description: string) =>
  z.array(profile).min(1).max(MAX_PROFILES).describe(description);

export const UpsertProfiles = profilesOf(
  z.strictObject({ externalId: ExternalId, profile: SourceProfile }),
  'The users to create or update, at most 200 in one call',
);

export const DeleteProfiles = profilesOf(
  z.strictObject({ externalId: ExternalId }),
  'The users to deactivate, at most 200 in one call',
);

export const exampleImportSession: z.input<typeof ImportSession> = {
  id: EXAMPLE_IDS.importSession,
  identitySourceId: EXAMPLE_IDS.identitySource,
  status: 'CREATED',
  importType: 'INCREMENTAL',
  created: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:00:00.000Z',
};

export const exampleSourceUser: z.input<typeof UpsertProfiles>[number] = {
  externalId: 'E-1815',
  profile: { userName: 'ada@example.com', email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' },
};
