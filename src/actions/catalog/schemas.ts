import { z } from 'zod';
import { defineAction, defineList } from '../define-action.js';
import { AppId, EXAMPLE_IDS, UserSchemaId } from '../../okta/schemas/ids.js';
import {
  exampleAppUserSchema,
  exampleGroupSchema,
  exampleProfileMapping,
  exampleUserSchema,
  exampleUserType,
  ProfileMapping,
  ProfileSchema,
  SchemaDefinitions,
  UserType,
} from '../../okta/schemas/profile-schema.js';
import { APP_READERS, ORG_MANAGERS, ORG_READERS } from '../../okta/schemas/role-sets.js';

const READ = { scopes: ['okta.schemas.read'], effect: 'read', output: ProfileSchema } as const;

const mappingEnd = (description: string) => z.string().min(1).max(100).optional().describe(description);

export const schemas = {
  'get-user-schema': defineAction({
    ...READ,
    roles: ORG_READERS,
    title: 'Get user schema',
    description:
      "Reads the profile schema of a user type: Okta's attributes under definitions.base, the org's own under definitions.custom.",
    route: 'GET /api/v1/meta/schemas/user/{schemaId}',
    input: z.strictObject({ schemaId: UserSchemaId }),
    example: { input: { schemaId: 'default' }, response: exampleUserSchema },
  }),

  'update-user-schema': defineAction({
    scopes: ['okta.schemas.manage'],
    roles: ORG_MANAGERS,
    title: 'Update user schema',
    description:
      'Adds, changes or removes custom attributes of a user type and keeps those that are not named. Null removes an attribute and, with it, its values in every profile, which cannot be undone. The type of an attribute never changes.',
    route: 'POST /api/v1/meta/schemas/user/{schemaId}',
    effect: 'write',
    idempotent: true,
    input: z.strictObject({
      schemaId: UserSchemaId,
      definitions: SchemaDefinitions,
      title: z.string().min(1).max(255).optional().describe('The name of the schema that people see'),
    }),
    output: ProfileSchema,
    example: {
      input: {
        schemaId: 'default',
        definitions: {
          custom: { properties: { badgeNumber: { title: 'Badge number', type: 'string', maxLength: 20 } } },
        },
      },
      response: exampleUserSchema,
    },
  }),

  'get-group-schema': defineAction({
    ...READ,
    roles: ORG_READERS,
    title: 'Get group schema',
    description: 'Reads the profile schema of Okta groups, with the custom attributes of the org.',
    route: 'GET /api/v1/meta/schemas/group/default',
    input: z.strictObject({}),
    example: { input: {}, response: exampleGroupSchema },
  }),

  'get-app-user-schema': defineAction({
    ...READ,
    roles: APP_READERS,
    title: 'Get application user schema',
    description: "Reads the schema of the profiles that an application's users have in it.",
    route: 'GET /api/v1/meta/schemas/apps/{appId}/default',
    input: z.strictObject({ appId: AppId }),
    example: { input: { appId: EXAMPLE_IDS.app }, response: exampleAppUserSchema },
  }),

  'list-user-types': defineAction({
    scopes: ['okta.userTypes.read'],
    roles: ORG_READERS,
    title: 'List user types',
    description: 'Lists all user types; the link schema of each leads to its profile schema.',
    route: 'GET /api/v1/meta/types/user',
    effect: 'read',
    input: z.strictObject({}),
    output: z.array(UserType),
    example: { input: {}, response: [exampleUserType] },
  }),

  'list-profile-mappings': defineList({
    scopes: ['okta.profileMappings.read'],
    roles: ORG_READERS,
    title: 'List profile mappings',
    description:
      'Lists the mappings between profiles of Okta users and of application users, or those with a given source or target. Okta gives 20 a page where limit is omitted.',
    route: 'GET /api/v1/mappings',
    input: z.strictObject({
      sourceId: mappingEnd('Only mappings from this user type or application'),
      targetId: mappingEnd('Only mappings to this user type or application'),
    }),
    item: ProfileMapping,
    maxLimit: 200,
    example: { input: { targetId: EXAMPLE_IDS.app }, response: [exampleProfileMapping] },
  }),
};
