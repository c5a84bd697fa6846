import { z } from 'zod';
import { defineAction, defineList } from '../define-action.js';
import { ConsentGrant, exampleConsentGrant } from '../../okta/schemas/app.js';
import { ClientId, EXAMPLE_IDS, UserId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { ORG_MANAGERS, ORG_READERS, USER_HELPERS } from '../../okta/schemas/role-sets.js';

const Subject = z
  .discriminatedUnion('format', [
    z.strictObject({
      format: z.literal('opaque').describe('The user is named by an id of Okta'),
      id: z
        .string()
        .min(1)
        .max(100)
        .describe('The id of the user; a login does not work here')
        .meta({ 'x-options': 'users' }),
    }),
    z.strictObject({
      format: z.literal('iss_sub').describe('The user is named as another identity provider knows them'),
      iss: z.url().max(2048).describe("The identity provider's issuer"),
      sub: z.string().min(1).max(255).describe("The user's subject there"),
    }),
  ])
  .describe('Whom to sign out');

export const sessions = {
  'clear-user-sessions': defineAction({
    title: 'Clear user sessions',
    description:
      'Ends every Okta session of the user, who has to sign in again. Sessions inside applications go on until they expire or universal-logout ends them. It cannot be undone.',
    route: 'DELETE /api/v1/users/{userId}/sessions',
    scopes: ['okta.users.manage'],
    roles: USER_HELPERS,
    effect: 'destructive',
    input: z.strictObject({
      userId: UserId,
      oauthTokens: z
        .boolean()
        .optional()
        .describe('Revokes the OAuth and OpenID Connect tokens too; false where omitted'),
      forgetDevices: z
        .boolean()
        .optional()
        .describe(
          'Forgets the factors remembered on devices too; true where omitted on Identity Engine, false on Classic',
        ),
    }),
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada, oauthTokens: true }, response: null },
  }),

  'universal-logout': defineAction({
    title: 'Universal Logout',
    description:
      'Ends all sessions and revokes all tokens of a user in Okta and in the applications that take part in Universal Logout. It needs the feature in the org and cannot be undone; the user may sign in again.',
    route: 'POST /oauth2/v1/global-token-revocation',
    scopes: ['okta.universalLogout.manage'],
    roles: ORG_MANAGERS,
    effect: 'write',
    idempotent: true,
    input: z.strictObject({ sub_id: Subject }),
    output: Nothing,
    example: { input: { sub_id: { format: 'opaque', id: EXAMPLE_IDS.ada } }, response: null },
  }),

  'revoke-user-grants': defineAction({
    title: "Revoke all of a user's grants",
    description:
      'Takes back every consent that the user gave to applications, with the tokens that rest on them. The user is asked again where an application needs consent.',
    route: 'DELETE /api/v1/users/{userId}/grants',
    scopes: ['okta.users.manage'],
    roles: ORG_MANAGERS,
    effect: 'destructive',
    input: z.strictObject({ userId: UserId }),
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada }, response: null },
  }),

  'list-user-grants': defineList({
    title: "List a user's grants",
    description: 'Lists the consents that the user gave: which client may use which scope.',
    route: 'GET /api/v1/users/{userId}/grants',
    scopes: ['okta.users.read'],
    roles: ORG_READERS,
    input: z.strictObject({
      userId: UserId,
      scopeId: z.string().min(1).max(255).optional().describe('Only grants of this scope'),
      expand: z.literal('scope').optional().describe('scope embeds the details of each scope'),
    }),
    item: ConsentGrant,
    maxLimit: 200,
    example: { input: { userId: EXAMPLE_IDS.ada }, response: [exampleConsentGrant] },
  }),

  'revoke-user-client-tokens': defineAction({
    title: "Revoke a user's tokens of a client",
    description:
      'Revokes all refresh tokens that one OAuth client holds for the user. The client has to let the user sign in again; access tokens already given out work until they expire.',
    route: 'DELETE /api/v1/users/{userId}/clients/{clientId}/tokens',
    scopes: ['okta.users.manage'],
    roles: ORG_MANAGERS,
    effect: 'destructive',
    input: z.strictObject({ userId: UserId, clientId: ClientId }),
    output: Nothing,
    example: { input: { userId: EXAMPLE_IDS.ada, clientId: EXAMPLE_IDS.app }, response: null },
  }),
};
