import { z } from 'zod';
import { defineList } from '../define-action.js';
import { exampleIdentityProvider, IdentityProvider } from '../../okta/schemas/identity-provider.js';
import { ORG_READERS } from '../../okta/schemas/role-sets.js';

export const idps = {
  'list-identity-providers': defineList({
    title: 'List identity providers',
    description:
      'Lists the identity providers that people sign in to Okta with. Okta gives 20 a page where limit is omitted. Of OpenID Connect and social providers the answer holds the client secret.',
    route: 'GET /api/v1/idps',
    scopes: ['okta.idps.read'],
    roles: ORG_READERS,
    input: z.strictObject({
      q: z.string().min(1).max(100).optional().describe('A part of the name'),
      type: z.string().min(1).max(50).optional().describe('Only of this type, such as SAML2, OIDC or GOOGLE'),
    }),
    item: IdentityProvider,
    maxLimit: 200,
    example: { input: { type: 'SAML2' }, response: [exampleIdentityProvider] },
  }),
};
