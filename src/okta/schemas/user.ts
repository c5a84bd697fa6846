import { z } from 'zod';
import { AttributeValue } from './attribute-value.js';
import { EXAMPLE_IDS } from './ids.js';
import { profileOf } from './profile-place.js';

const time = (description: string) => z.string().nullable().optional().describe(description);

/** A user as Okta answers it. Loose: Okta adds fields at any time and leaves out nulls. */
export const User = z.looseObject({
  id: z.string().describe('The id of the user'),
  status: z
    .string()
    .describe(
      'STAGED, PROVISIONED, ACTIVE, RECOVERY, PASSWORD_EXPIRED, LOCKED_OUT, SUSPENDED or DEPROVISIONED; ACTIVATING for a moment',
    ),
  transitioningToStatus: z.string().nullable().optional().describe('The status that an unfinished change leads to'),
  created: time('When the user was created'),
  activated: time('When the user became active'),
  statusChanged: time('When the status last changed'),
  lastLogin: time('The last sign-in'),
  lastUpdated: time('The last change'),
  passwordChanged: time('When the password was last set'),
  realmId: z.string().nullable().optional().describe('The realm the user lives in'),
  type: z.looseObject({ id: z.string() }).optional().describe('The user type, which decides the profile schema'),
  profile: z
    .looseObject({
      login: z.string().optional(),
      email: z.string().nullable().optional(),
      firstName: z.string().nullable().optional(),
      lastName: z.string().nullable().optional(),
    })
    .describe('Standard and custom profile attributes')
    .meta(profileOf('user')),
  credentials: z.looseObject({}).optional().describe('Which credentials exist; never their values'),
  _embedded: z.looseObject({}).optional().describe('What expand asked for'),
  _links: z.looseObject({}).optional().describe('Related resources'),
});

/** A user of a list, where `fields` may have left out all but the id. */
export const ListedUser = User.partial().extend({ id: z.string().describe('The id of the user') });

const text = (description: string, max = 255) => z.string().max(max).nullable().optional().describe(description);

const STANDARD_ATTRIBUTES = {
  email: text('Primary e-mail address', 100),
  secondEmail: text('Secondary e-mail address, used for account recovery', 100),
  firstName: text('Given name', 50),
  lastName: text('Family name', 50),
  middleName: text('Middle name'),
  honorificPrefix: text('Title or prefix'),
  honorificSuffix: text('Suffix'),
  displayName: text('Name to display'),
  nickName: text('Informal name'),
  title: text('Job title'),
  userType: text('Relation to the organization, such as Employee'),
  employeeNumber: text('Employee number'),
  organization: text('Organization'),
  costCenter: text('Cost center'),
  division: text('Division'),
  department: text('Department'),
  manager: text("The manager's display name"),
  managerId: text("The manager's id"),
  mobilePhone: text('Mobile phone number', 100),
  primaryPhone: text('Primary phone number', 100),
  streetAddress: text('Street address', 1024),
  city: text('City or town', 128),
  state: text('State or region', 128),
  zipCode: text('Postal code', 50),
  countryCode: text('Country as ISO 3166-1 alpha-2', 2),
  postalAddress: text('Mailing address', 4096),
  preferredLanguage: text('Preferred language as in RFC 5646'),
  locale: text('Locale, such as en_US'),
  timezone: text('Time zone, such as Europe/London'),
  profileUrl: text('Address of a profile page', 2048),
};

const Login = z.string().min(1).max(100).describe('The name the user signs in with; usually an e-mail address');

/** The profile of a user to be created: standard attributes, and custom ones under their schema names. */
export const NewUserProfile = z
  .object({ login: Login, ...STANDARD_ATTRIBUTES })
  .catchall(AttributeValue)
  .describe('Profile attributes. Okta requires login and email, and most orgs firstName and lastName')
  .meta(profileOf('user'));

/** Attributes of an existing user to be set; null clears one. */
export const UserProfileChange = z
  .object({ login: Login.optional(), ...STANDARD_ATTRIBUTES })
  .catchall(AttributeValue)
  .describe('Profile attributes to set; null clears one')
  .meta(profileOf('user'));

export const UserTypeReference = z
  .strictObject({
    id: z.string().min(1).max(100).describe('The id of the user type').meta({ 'x-options': 'userTypes' }),
  })
  .describe("The user type; the org's default type where omitted");

export const RealmId = z
  .string()
  .min(1)
  .max(100)
  .describe('The realm the user shall live in')
  .meta({ 'x-options': 'realms' });

/** Why a user cannot sign in although the account is active. */
export const UserBlock = z.looseObject({
  type: z.string().optional().describe('Kind of block, such as DEVICE_BASED'),
  appliesTo: z.string().optional().describe('ANY_DEVICES or UNKNOWN_DEVICES'),
});

export const UserClassification = z.looseObject({
  type: z.string().describe('STANDARD or LITE'),
  lastUpdated: time('When the classification was last set'),
});

/** One side of a linked object: only links, whose self names the user. */
export const LinkedObject = z.looseObject({
  _links: z.looseObject({}).optional().describe('self leads to the related user'),
});

export const exampleUser: z.input<typeof User> = {
  id: EXAMPLE_IDS.ada,
  status: 'ACTIVE',
  created: '2026-01-12T09:30:00.000Z',
  activated: '2026-01-12T09:31:04.000Z',
  statusChanged: '2026-01-12T09:31:04.000Z',
  lastLogin: null,
  lastUpdated: '2026-02-03T14:05:11.000Z',
  passwordChanged: '2026-01-12T09:31:04.000Z',
  type: { id: EXAMPLE_IDS.userType },
  profile: {
    login: 'ada@example.com',
    email: 'ada@example.com',
    firstName: 'Ada',
    lastName: 'Lovelace',
    mobilePhone: null,
    secondEmail: null,
  },
  credentials: { password: {}, provider: { type: 'OKTA', name: 'OKTA' } },
  _links: { self: { href: `https://acme.okta.com/api/v1/users/${EXAMPLE_IDS.ada}` } },
};
