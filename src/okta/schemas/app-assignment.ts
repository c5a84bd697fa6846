import { z } from 'zod';
import { AttributeValue } from './attribute-value.js';
import { EXAMPLE_IDS } from './ids.js';
import { profileOf } from './profile-place.js';
import { SECRET } from './secret.js';

const text = (description: string) => z.string().nullable().optional().describe(description);

/** The assignment of a user to an application, as Okta answers it. */
export const AppUser = z.looseObject({
  id: z.string().describe('The id of the user in Okta'),
  externalId: text('The id of the user in the application'),
  scope: text('USER: assigned directly. GROUP: through a group'),
  status: text('Such as ACTIVE, PROVISIONED, STAGED or SUSPENDED'),
  syncState: text('Whether the application has what Okta has; DISABLED without provisioning'),
  created: text('When the user was assigned'),
  lastUpdated: text('When the assignment last changed'),
  statusChanged: text('When its status last changed'),
  passwordChanged: text('When the password for the application last changed'),
  lastSync: text('When the application was last brought up to date'),
  credentials: z
    .looseObject({
      userName: text('The user name in the application'),
      password: z.looseObject({}).optional().describe('Present when there is a password; empty'),
    })
    .nullable()
    .optional()
    .describe('User name, and whether there is a password'),
  profile: z
    .looseObject({})
    .describe("The user's profile in the application")
    .meta(profileOf('appUser'))
    .nullable()
    .optional(),
  _embedded: z.looseObject({}).optional().describe('What expand asked for'),
});

/** Attributes by the names of the app's schema; which there are, and of which type, differs from app to app. */
export const AppProfile = z
  .object({})
  .catchall(AttributeValue)
  .describe("Attributes of the application's own profile, by the names of its schema (get-app-user-schema)")
  .meta(profileOf('appUser'));

export const AppUserCredentials = z
  .strictObject({
    userName: z.string().min(1).max(100).optional().describe('The user name in the application'),
    password: z
      .strictObject({ value: z.string().min(1).max(1024).describe('The password').meta(SECRET) })
      .optional()
      .describe('The password for the application; Okta never gives it back'),
  })
  .describe('Credentials for applications whose scheme lets an admin set them');

/** The assignment of a group to an application, as Okta answers it. */
export const AppGroup = z.looseObject({
  id: z.string().describe('The id of the group'),
  priority: z.int().nullable().optional().describe('Whose profile counts for members of several groups; 0 first'),
  profile: z.looseObject({}).nullable().optional().describe('Attributes that members get in the application'),
  lastUpdated: text('When the assignment last changed'),
  _embedded: z.looseObject({}).optional().describe('What expand asked for'),
});

export const AppGroupPriority = z
  .int()
  .min(0)
  .max(100)
  .describe("Members of several groups get the profile of the first: 0 is the highest. Okta's next one where omitted");

export const exampleAppUser: z.input<typeof AppUser> = {
  id: EXAMPLE_IDS.ada,
  externalId: null,
  created: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:00:00.000Z',
  statusChanged: '2026-02-01T12:00:00.000Z',
  passwordChanged: null,
  scope: 'USER',
  status: 'ACTIVE',
  syncState: 'DISABLED',
  credentials: { userName: 'ada@example.com' },
  profile: {},
};

export const exampleAppGroup: z.input<typeof AppGroup> = {
  id: EXAMPLE_IDS.engineers,
  priority: 0,
  lastUpdated: '2026-02-01T12:00:00.000Z',
  profile: {},
};
