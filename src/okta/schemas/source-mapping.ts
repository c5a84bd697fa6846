import { z } from 'zod';
import { AppId, EXAMPLE_IDS } from './ids.js';

const MAX_RECORDS = 200;

const AttributeName = z.string().min(1).max(100);

/** A value of a record; what is neither text, number nor boolean is left out. */
const RecordValue = z.union([
  z.string().max(4096),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.unknown()).max(1000),
  z.looseObject({}),
]);

/** Records of a source, and how their attributes are named there. */
export const SourceMapping = z.strictObject({
  appId: AppId.describe('The id of the custom identity source (an app instance)'),
  externalIdKey: AttributeName.describe('The attribute of a record that identifies it in the source'),
  users: z
    .array(z.record(AttributeName, RecordValue))
    .min(1)
    .max(MAX_RECORDS)
    .describe('The records of the source, each an object of attributes'),
  mapping: z
    .record(AttributeName, AttributeName)
    .optional()
    .describe('Names that differ: attribute of the schema to attribute of the record, such as {"userName": "mail"}'),
});

const Rejection = z.object({
  index: z.int().describe('The place of the record in users, from 0'),
  externalId: z.string().nullable().describe('Its external id, where it has one'),
  reasons: z.array(z.string()).describe('What is wrong with it'),
});

export const MappedUsers = z.object({
  profiles: z
    .array(z.object({ externalId: z.string(), profile: z.record(z.string(), z.string().nullable()) }))
    .describe('What bulk-user-import takes as profiles'),
  ignoredAttributes: z.array(z.string()).describe('Attributes of the records that the schema does not have'),
  rejected: z.array(Rejection).describe('Records that are not in profiles'),
});

export const exampleSourceMapping: z.input<typeof SourceMapping> = {
  appId: EXAMPLE_IDS.identitySource,
  externalIdKey: 'employeeId',
  users: [{ employeeId: 1815, mail: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', shoeSize: 37 }],
  mapping: { userName: 'mail', email: 'mail' },
};

export const exampleMappedUsers: z.input<typeof MappedUsers> = {
  profiles: [
    {
      externalId: '1815',
      profile: { userName: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
    },
  ],
  ignoredAttributes: ['shoeSize'],
  rejected: [],
};
