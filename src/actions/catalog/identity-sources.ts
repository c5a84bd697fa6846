import { z } from 'zod';
import { compose, defineAction } from '../define-action.js';
import {
  MappedUsers,
  SourceMapping,
  exampleMappedUsers,
  exampleSourceMapping,
} from '../../okta/schemas/source-mapping.js';
import {
  DeleteProfiles,
  EntityType,
  exampleImportSession,
  exampleSourceUser,
  ImportSession,
  UpsertProfiles,
} from '../../okta/schemas/identity-source.js';
import { EXAMPLE_IDS, IdentitySourceId, ImportSessionId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { APP_READERS, ORG_MANAGERS } from '../../okta/schemas/role-sets.js';
import { mapSourceUsers } from './map-source-users.js';
import { schemas } from './schemas.js';

const READ = { scopes: ['okta.identitySources.read'], roles: APP_READERS, effect: 'read' } as const;
const MANAGE = { scopes: ['okta.identitySources.manage'], roles: ORG_MANAGERS, effect: 'write' } as const;

const oneSession = z.strictObject({ identitySourceId: IdentitySourceId, sessionId: ImportSessionId });
const EXAMPLE_SESSION = { identitySourceId: EXAMPLE_IDS.identitySource, sessionId: EXAMPLE_IDS.importSession };

const getAppUserSchema = schemas['get-app-user-schema'];

export const identitySources = {
  'create-import-session': defineAction({
    ...MANAGE,
    title: 'Create import session',
    description:
      'Opens a session in which a custom identity source hands over users: bulk-user-import or bulk-user-delete, then trigger-import-session. A source has one open session at a time; it expires after a day without data. Reverse it with delete-import-session.',
    route: 'POST /api/v1/identity-sources/{identitySourceId}/sessions',
    input: z.strictObject({ identitySourceId: IdentitySourceId }),
    output: ImportSession,
    example: { input: { identitySourceId: EXAMPLE_IDS.identitySource }, response: exampleImportSession },
  }),

  'list-import-sessions': defineAction({
    ...READ,
    title: 'List import sessions',
    description: 'Lists the import sessions of a custom identity source.',
    route: 'GET /api/v1/identity-sources/{identitySourceId}/sessions',
    input: z.strictObject({ identitySourceId: IdentitySourceId }),
    output: z.array(ImportSession),
    example: { input: { identitySourceId: EXAMPLE_IDS.identitySource }, response: [exampleImportSession] },
  }),

  'get-import-session': defineAction({
    ...READ,
    title: 'Get import session',
    description: 'Reads one import session; COMPLETED says that its data is in Okta.',
    route: 'GET /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}',
    input: oneSession,
    output: ImportSession,
    example: { input: EXAMPLE_SESSION, response: exampleImportSession },
  }),

  'bulk-user-import': defineAction({
    ...MANAGE,
    title: 'Add users to an import session',
    description:
      'Hands over users that the import shall create, or update where their external id is known. Nothing happens to users before trigger-import-session. A session takes 50 calls of 200 users; what was handed over leaves with delete-import-session only.',
    route: 'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-upsert',
    idempotent: true,
    input: oneSession.extend({ entityType: EntityType, profiles: UpsertProfiles }),
    output: Nothing,
    example: { input: { ...EXAMPLE_SESSION, entityType: 'USERS', profiles: [exampleSourceUser] }, response: null },
  }),

  'bulk-user-delete': defineAction({
    ...MANAGE,
    title: 'Add deletions to an import session',
    description:
      'Hands over the external ids of users whom the import shall deactivate; unknown ones are left out. Nothing happens to users before trigger-import-session. Okta can then activate them again, but not give their applications back.',
    route: 'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/bulk-delete',
    effect: 'destructive',
    idempotent: true,
    input: oneSession.extend({ entityType: EntityType, profiles: DeleteProfiles }),
    output: Nothing,
    example: {
      input: { ...EXAMPLE_SESSION, entityType: 'USERS', profiles: [{ externalId: 'E-1815' }] },
      response: null,
    },
  }),

  'trigger-import-session': defineAction({
    ...MANAGE,
    title: 'Trigger import session',
    description:
      'Starts the import of what was handed over, which must be something. Okta works on it in the background: read the session until it is COMPLETED. It cannot be stopped or undone.',
    route: 'POST /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}/start-import',
    input: oneSession,
    output: ImportSession,
    example: { input: EXAMPLE_SESSION, response: { ...exampleImportSession, status: 'TRIGGERED' } },
  }),

  'delete-import-session': defineAction({
    ...MANAGE,
    title: 'Delete import session',
    description: 'Closes a session that was not triggered and drops what was handed over. It cannot be undone.',
    route: 'DELETE /api/v1/identity-sources/{identitySourceId}/sessions/{sessionId}',
    effect: 'destructive',
    input: oneSession,
    output: Nothing,
    example: { input: EXAMPLE_SESSION, response: null },
  }),

  'map-profile-source-attributes': compose({
    title: 'Map profile source attributes',
    description:
      "Puts records of a source into the shape that bulk-user-import takes: reads the attributes that the application's schema has, picks them from each record by name or by the mapping, and makes text of numbers and booleans. It tells which attributes it left out, and which records lack an external id or a required attribute. Nothing is changed.",
    uses: [getAppUserSchema],
    input: SourceMapping,
    output: MappedUsers,
    run: async (input, call) => mapSourceUsers(await call(getAppUserSchema, { appId: input.appId }), input),
    example: { input: exampleSourceMapping, response: exampleMappedUsers },
  }),
};
