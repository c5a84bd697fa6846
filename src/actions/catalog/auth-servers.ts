import { z } from 'zod';
import { defineAction, defineList } from '../define-action.js';
import {
  AuthClaim,
  AuthorizationServer,
  AuthScope,
  exampleAuthClaim,
  exampleAuthScope,
  exampleAuthServer,
} from '../../okta/schemas/auth-server.js';
import { AuthScopeId, AuthServerId, EXAMPLE_IDS } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { expression } from '../../okta/schemas/query.js';
import { AUTH_SERVER_MANAGERS, AUTH_SERVER_READERS } from '../../okta/schemas/role-sets.js';

const PRODUCT = { product: 'API Access Management' } as const;
const READ = { ...PRODUCT, scopes: ['okta.authorizationServers.read'], roles: AUTH_SERVER_READERS } as const;
const MANAGE = { ...PRODUCT, scopes: ['okta.authorizationServers.manage'], roles: AUTH_SERVER_MANAGERS } as const;

const q = (description: string) => z.string().min(1).max(255).optional().describe(description);

export const authServers = {
  'list-authorization-servers': defineList({
    ...READ,
    title: 'List authorization servers',
    description:
      "Lists the custom authorization servers of the org, default among them. The org's own server, which gives tokens for Okta's APIs, is not one of them.",
    route: 'GET /api/v1/authorizationServers',
    input: z.strictObject({ q: q('A part of the name or of an audience') }),
    item: AuthorizationServer,
    maxLimit: 200,
    example: { input: { q: 'engine' }, response: [exampleAuthServer] },
  }),

  'get-authorization-server': defineAction({
    ...READ,
    title: 'Get authorization server',
    description: 'Reads one custom authorization server by its id, or the one named default.',
    route: 'GET /api/v1/authorizationServers/{authServerId}',
    effect: 'read',
    input: z.strictObject({ authServerId: AuthServerId }),
    output: AuthorizationServer,
    example: { input: { authServerId: EXAMPLE_IDS.authServer }, response: exampleAuthServer },
  }),

  'list-authorization-server-scopes': defineList({
    ...READ,
    title: 'List scopes of an authorization server',
    description:
      'Lists the scopes that an authorization server knows: those that Okta made and those that were added. Okta gives all of them at once where limit is omitted.',
    route: 'GET /api/v1/authorizationServers/{authServerId}/scopes',
    input: z.strictObject({
      authServerId: AuthServerId,
      q: q('A part of the name'),
      filter: expression('Filter expression over scopes, such as name eq "engines:start"').optional(),
    }),
    item: AuthScope,
    maxLimit: 200,
    example: { input: { authServerId: EXAMPLE_IDS.authServer }, response: [exampleAuthScope] },
  }),

  'create-authorization-server-scope': defineAction({
    ...MANAGE,
    title: 'Create scope of an authorization server',
    description:
      'Adds a scope to an authorization server; clients get it once a policy of the server permits it. Refused where the name is taken. Reverse it with delete-authorization-server-scope.',
    route: 'POST /api/v1/authorizationServers/{authServerId}/scopes',
    effect: 'write',
    input: z.strictObject({
      authServerId: AuthServerId,
      name: z.string().min(1).max(255).describe('The scope as clients ask for it, without spaces'),
      displayName: z.string().max(255).optional().describe('Its name in a consent dialog'),
      description: z.string().max(1024).optional().describe('What it permits, as a consent dialog says it'),
      consent: z
        .enum(['IMPLICIT', 'REQUIRED', 'FLEXIBLE'])
        .optional()
        .describe('Whether users are asked for consent; IMPLICIT (not asked) where omitted'),
      default: z.boolean().optional().describe('Whether clients get it that ask for no scope; false where omitted'),
      optional: z.boolean().optional().describe('Whether a user may leave it out of the consent; false where omitted'),
      metadataPublish: z
        .enum(['ALL_CLIENTS', 'NO_CLIENTS'])
        .optional()
        .describe("Whether the server's metadata names it; NO_CLIENTS where omitted"),
    }),
    output: AuthScope,
    example: {
      input: {
        authServerId: EXAMPLE_IDS.authServer,
        name: 'engines:start',
        displayName: 'Start engines',
        description: 'Lets the app start your engines',
        consent: 'REQUIRED',
      },
      response: exampleAuthScope,
    },
  }),

  'delete-authorization-server-scope': defineAction({
    ...MANAGE,
    title: 'Delete scope of an authorization server',
    description:
      'Deletes a scope for good; clients get no more tokens with it, and policies that name it lose it. Scopes that Okta made are refused. It cannot be undone, but a scope of the same name can be created.',
    route: 'DELETE /api/v1/authorizationServers/{authServerId}/scopes/{scopeId}',
    effect: 'destructive',
    input: z.strictObject({ authServerId: AuthServerId, scopeId: AuthScopeId }),
    output: Nothing,
    example: { input: { authServerId: EXAMPLE_IDS.authServer, scopeId: EXAMPLE_IDS.authScope }, response: null },
  }),

  'list-authorization-server-claims': defineAction({
    ...READ,
    title: 'List claims of an authorization server',
    description: 'Lists what an authorization server puts into its tokens, and for which scopes.',
    route: 'GET /api/v1/authorizationServers/{authServerId}/claims',
    effect: 'read',
    input: z.strictObject({ authServerId: AuthServerId }),
    output: z.array(AuthClaim),
    example: { input: { authServerId: EXAMPLE_IDS.authServer }, response: [exampleAuthClaim] },
  }),
};
