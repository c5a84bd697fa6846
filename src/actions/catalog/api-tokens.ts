import { z } from 'zod';
import { defineAction } from '../define-action.js';
import { ApiToken, exampleApiToken } from '../../okta/schemas/api-token.js';
import { ApiTokenId, EXAMPLE_IDS } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { SUPER_ADMINS } from '../../okta/schemas/role-sets.js';

export const apiTokens = {
  'list-api-tokens': defineAction({
    title: 'List API tokens',
    description:
      'Lists the active API tokens of the org: whose they are, what they are for, and when they end. The tokens themselves are not shown.',
    route: 'GET /api/v1/api-tokens',
    scopes: ['okta.apiTokens.read'],
    roles: SUPER_ADMINS,
    effect: 'read',
    input: z.strictObject({}),
    output: z.array(ApiToken),
    example: { input: {}, response: [exampleApiToken] },
  }),

  'revoke-api-token': defineAction({
    title: 'Revoke API token',
    description:
      'Ends an API token at once and for good: whatever uses it stops working, this connection too if the token is its own. It cannot be undone; a new token must be made by hand in Okta.',
    route: 'DELETE /api/v1/api-tokens/{apiTokenId}',
    scopes: ['okta.apiTokens.manage'],
    roles: SUPER_ADMINS,
    effect: 'destructive',
    input: z.strictObject({ apiTokenId: ApiTokenId }),
    output: Nothing,
    example: { input: { apiTokenId: EXAMPLE_IDS.apiToken }, response: null },
  }),
};
