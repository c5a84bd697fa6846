import { z } from 'zod';
import { AttributeValue } from './attribute-value.js';
import { EXAMPLE_IDS } from './ids.js';
import { profileOf } from './profile-place.js';

const time = (description: string) => z.string().nullable().optional().describe(description);

/** A group as Okta answers it. */
export const Group = z.looseObject({
  id: z.string().describe('The id of the group'),
  type: z.string().optional().describe('OKTA_GROUP, APP_GROUP (imported, read-only here) or BUILT_IN'),
  objectClass: z.array(z.string()).nullable().optional().describe('Decides the shape of the profile'),
  created: time('When the group was created'),
  lastUpdated: time('When its profile last changed'),
  lastMembershipUpdated: time('When its members last changed'),
  profile: z
    .looseObject({ name: z.string().optional(), description: z.string().nullable().optional() })
    .describe('Name, description and custom attributes')
    .meta(profileOf('group')),
  _embedded: z.looseObject({}).optional().describe('What expand asked for'),
  _links: z.looseObject({}).optional().describe('Related resources'),
});

const GroupName = z.string().min(1).max(255).describe('The name of the group');
const GroupDescription = z.string().max(1024).nullable().optional().describe('What the group is for');

export const NewGroupProfile = z
  .object({ name: GroupName, description: GroupDescription })
  .catchall(AttributeValue)
  .describe("Name and description, and custom attributes of the org's group schema")
  .meta(profileOf('group'));

export const GroupProfileChange = z
  .object({ name: GroupName.optional(), description: GroupDescription })
  .catchall(AttributeValue)
  .describe('Attributes to set; the others stay, null clears one')
  .meta(profileOf('group'));

export const GroupOwner = z.looseObject({
  id: z.string().describe('The id of the owner'),
  type: z.string().optional().describe('USER or GROUP'),
  displayName: z.string().nullable().optional().describe('The name of the owner'),
  originType: z.string().nullable().optional().describe('OKTA_DIRECTORY or APPLICATION'),
  originId: z.string().nullable().optional().describe('The app instance, where an application brought the owner'),
  resolved: z.boolean().nullable().optional().describe('False until an owner from an application is known in Okta'),
  lastUpdated: time('When the ownership last changed'),
});

export const exampleGroup: z.input<typeof Group> = {
  id: EXAMPLE_IDS.engineers,
  type: 'OKTA_GROUP',
  objectClass: ['okta:user_group'],
  created: '2026-01-10T08:00:00.000Z',
  lastUpdated: '2026-01-10T08:00:00.000Z',
  lastMembershipUpdated: '2026-02-01T12:00:00.000Z',
  profile: { name: 'Engineers', description: 'Everyone who builds engines' },
  _links: { users: { href: `https://acme.okta.com/api/v1/groups/${EXAMPLE_IDS.engineers}/users` } },
};

export const exampleGroupOwner: z.input<typeof GroupOwner> = {
  id: EXAMPLE_IDS.grace,
  type: 'USER',
  displayName: 'Grace Hopper',
  originType: 'OKTA_DIRECTORY',
  originId: null,
  resolved: true,
  lastUpdated: '2026-02-01T12:00:00.000Z',
};
