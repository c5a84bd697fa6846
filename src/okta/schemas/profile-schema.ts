import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

const Subschema = z
  .looseObject({
    properties: z.record(z.string(), z.looseObject({})).nullable().optional().describe('The attributes by name'),
    required: z.array(z.string()).nullable().optional().describe('The names of required attributes'),
  })
  .nullable()
  .optional();

/** The profile schema of a user type, of groups, or of an application's users: JSON Schema draft 4 in Okta's dress. */
export const ProfileSchema = z.looseObject({
  id: z.string().optional().describe('The URI of the schema'),
  name: z.string().nullable().optional().describe('The name of the schema'),
  title: z.string().nullable().optional().describe('The name that people see'),
  created: z.string().nullable().optional().describe('When it was created'),
  lastUpdated: z.string().nullable().optional().describe('When it last changed'),
  definitions: z
    .looseObject({
      base: Subschema.describe("Okta's own attributes"),
      custom: Subschema.describe("The org's own attributes"),
    })
    .optional()
    .describe('The attributes'),
  _links: z.looseObject({}).nullable().optional().describe('Related resources'),
});

const text = (description: string, max = 255) => z.string().max(max).optional().describe(description);

const EnumValue = z.union([z.string().max(1000), z.number()]);
const EnumValues = z.array(EnumValue).max(1000).nullable().optional().describe('The only values permitted');
const Titles = z
  .array(z.strictObject({ const: EnumValue.describe('The value'), title: z.string().max(255).describe('Its name') }))
  .max(1000)
  .nullable()
  .optional()
  .describe('Names for the values of enum, in the same order');

/** A custom attribute to add or change. */
const AttributeChange = z
  .strictObject({
    title: text('The name that people see; required for a new attribute'),
    type: z
      .enum(['string', 'boolean', 'number', 'integer', 'array'])
      .optional()
      .describe('The type; required for a new attribute, and fixed from then on'),
    items: z
      .strictObject({
        type: z.enum(['string', 'number', 'integer']).describe('The type of each item'),
        enum: EnumValues,
        oneOf: Titles,
      })
      .optional()
      .describe('For arrays: what they hold'),
    description: text('What the attribute is for', 4096),
    format: z
      .enum(['country-code', 'date-time', 'email', 'language-code', 'locale', 'timezone', 'uri', 'ref-id'])
      .optional()
      .describe('What kind of text a string holds'),
    enum: EnumValues,
    oneOf: Titles,
    minLength: z.int().min(0).max(4096).nullable().optional().describe('The least number of characters'),
    maxLength: z.int().min(0).max(4096).nullable().optional().describe('The greatest number of characters'),
    pattern: z.string().max(1000).nullable().optional().describe('A regular expression that a string must match'),
    required: z.boolean().nullable().optional().describe('Whether every profile must have it'),
    unique: z.boolean().nullable().optional().describe('Whether no two profiles may have the same value'),
    default: z
      .union([z.string().max(4096), z.number(), z.boolean(), z.array(EnumValue).max(1000)])
      .optional()
      .describe('The value where none is given'),
    permissions: z
      .array(
        z.strictObject({
          principal: z.enum(['SELF']).describe('SELF is the user'),
          action: z.enum(['HIDE', 'READ_ONLY', 'READ_WRITE']).describe('What the user may do with it'),
        }),
      )
      .max(10)
      .nullable()
      .optional()
      .describe('What users may do with the attribute of their own profile'),
    scope: z.enum(['NONE', 'SELF']).optional().describe('SELF keeps the attribute from being written by group'),
    mutability: z.enum(['READ_ONLY', 'READ_WRITE', 'WRITE_ONLY', 'IMMUTABLE']).optional().describe('Who may write it'),
    master: z
      .looseObject({
        type: z.enum(['PROFILE_MASTER', 'OKTA', 'OVERRIDE']).describe('Who is the source of the attribute'),
      })
      .nullable()
      .optional()
      .describe('The source of the attribute'),
    externalName: text('The name of the attribute in the application'),
    externalNamespace: text('The namespace of the attribute in the application'),
  })
  .describe('The attribute');

const AttributeName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z]\w*$/, 'must be letters, digits and underscores, beginning with a letter');

const changes = <T extends z.ZodType>(attribute: T, description: string) =>
  z
    .strictObject({
      id: z.string().max(20).optional().describe('The name of the subschema, such as #custom'),
      type: z.literal('object').optional().describe('Always object'),
      properties: z.record(AttributeName, attribute).describe(description),
    })
    .optional();

/** Attributes to add, change or remove. */
export const SchemaDefinitions = z
  .strictObject({
    custom: changes(
      AttributeChange.nullable(),
      'Custom attributes by name: an object adds or changes one, null removes it',
    ).describe("The org's own attributes"),
    base: changes(AttributeChange, "Okta's attributes by name, with what shall change").describe("Okta's attributes"),
  })
  .describe('The attributes to change; the others stay');

export const UserType = z.looseObject({
  id: z.string().describe('The id of the user type'),
  name: z.string().optional().describe('The name in expressions; never changes'),
  displayName: z.string().nullable().optional().describe('The name that people see'),
  description: z.string().nullable().optional().describe('What the type is for'),
  default: z.boolean().optional().describe('Whether users have this type where none is given'),
  created: z.string().nullable().optional().describe('When it was created'),
  lastUpdated: z.string().nullable().optional().describe('When it last changed'),
  _links: z.looseObject({}).optional().describe('schema leads to its profile schema'),
});

const MappingEnd = z.looseObject({
  id: z.string().optional().describe('The id of the user type or application'),
  name: z.string().nullable().optional().describe('Its name'),
  type: z.string().nullable().optional().describe('user or appuser'),
});

export const ProfileMapping = z.looseObject({
  id: z.string().describe('The id of the mapping'),
  source: MappingEnd.optional().describe('Where values come from'),
  target: MappingEnd.optional().describe('Where values go'),
  _links: z.looseObject({}).optional().describe('Related resources'),
});

const api = 'https://acme.okta.com/api/v1';

export const exampleUserSchema: z.input<typeof ProfileSchema> = {
  id: 'https://acme.okta.com/meta/schemas/user/default',
  $schema: 'http://json-schema.org/draft-04/schema#',
  name: 'user',
  title: 'User',
  type: 'object',
  created: '2026-01-05T10:00:00.000Z',
  lastUpdated: '2026-02-03T14:05:11.000Z',
  definitions: {
    base: {
      id: '#base',
      type: 'object',
      properties: { login: { title: 'Username', type: 'string', minLength: 5, maxLength: 100 } },
      required: ['login'],
    },
    custom: {
      id: '#custom',
      type: 'object',
      properties: { badgeNumber: { title: 'Badge number', type: 'string', maxLength: 20 } },
      required: [],
    },
  },
  properties: { profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] } },
  _links: { self: { href: `${api}/meta/schemas/user/default`, method: 'GET', rel: 'self' } },
};

export const exampleGroupSchema: z.input<typeof ProfileSchema> = {
  id: 'https://acme.okta.com/meta/schemas/group/default',
  $schema: 'http://json-schema.org/draft-04/schema#',
  name: 'group',
  title: 'Okta group',
  type: 'object',
  created: '2026-01-05T10:00:00.000Z',
  lastUpdated: '2026-01-05T10:00:00.000Z',
  definitions: {
    base: {
      id: '#base',
      type: 'object',
      properties: { name: { title: 'Name', type: 'string', maxLength: 255 } },
      required: ['name'],
    },
    custom: { id: '#custom', type: 'object', properties: {}, required: [] },
  },
};

export const exampleAppUserSchema: z.input<typeof ProfileSchema> = {
  id: `https://acme.okta.com/meta/schemas/apps/${EXAMPLE_IDS.app}/default`,
  $schema: 'http://json-schema.org/draft-04/schema#',
  name: 'custom_identity_source',
  title: 'Personnel records User',
  type: 'object',
  created: '2026-01-05T10:00:00.000Z',
  lastUpdated: '2026-01-05T10:00:00.000Z',
  definitions: {
    base: {
      id: '#base',
      type: 'object',
      properties: {
        userName: { title: 'Username', type: 'string', maxLength: 100 },
        email: { title: 'Email', type: 'string', format: 'email' },
      },
      required: ['userName', 'email'],
    },
    custom: { id: '#custom', type: 'object', properties: {}, required: [] },
  },
};

export const exampleUserType: z.input<typeof UserType> = {
  id: EXAMPLE_IDS.userType,
  name: 'user',
  displayName: 'User',
  description: 'Okta user profile template with default permission settings',
  default: true,
  created: '2026-01-05T10:00:00.000Z',
  lastUpdated: '2026-01-05T10:00:00.000Z',
  _links: { schema: { rel: 'schema', href: `${api}/meta/schemas/user/${EXAMPLE_IDS.userSchema}`, method: 'GET' } },
};

export const exampleProfileMapping: z.input<typeof ProfileMapping> = {
  id: 'prm1a2b3c4d5e6f7g8h9',
  source: { id: EXAMPLE_IDS.userType, name: 'user', type: 'user' },
  target: { id: EXAMPLE_IDS.app, name: 'salesforce', type: 'appuser' },
  _links: { self: { href: `${api}/mappings/prm1a2b3c4d5e6f7g8h9` } },
};
