import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';
import { SECRET } from './secret.js';

const text = (description: string) => z.string().nullable().optional().describe(description);

/** A SAML, OpenID Connect, social or smart card provider; protocol and policy depend on its type. */
export const IdentityProvider = z.looseObject({
  id: z.string().describe('The id of the identity provider'),
  type: text('SAML2, OIDC, GOOGLE, X509 and the like'),
  name: text('Its name'),
  status: text('ACTIVE or INACTIVE'),
  issuerMode: text('Which address Okta uses towards it'),
  created: text('When it was created'),
  lastUpdated: text('When it last changed'),
  protocol: z
    .looseObject({
      type: text('SAML2, OAUTH2, OIDC, MTLS or ID_PROOFING'),
      credentials: z
        .looseObject({
          client: z
            .looseObject({
              client_id: text('The client id of Okta at the provider'),
              client_secret: text('The client secret of Okta at the provider').meta(SECRET),
            })
            .nullable()
            .optional()
            .describe('Okta as a client of the provider'),
        })
        .nullable()
        .optional()
        .describe('Keys and secrets between Okta and the provider'),
    })
    .nullable()
    .optional()
    .describe('How Okta talks to it'),
  policy: z.looseObject({}).nullable().optional().describe('How its users become users of Okta'),
});

export const exampleIdentityProvider: z.input<typeof IdentityProvider> = {
  id: EXAMPLE_IDS.identityProvider,
  type: 'SAML2',
  name: 'Partner sign-in',
  status: 'ACTIVE',
  issuerMode: 'DYNAMIC',
  created: '2026-01-05T10:00:00.000Z',
  lastUpdated: '2026-01-05T10:00:00.000Z',
  protocol: { type: 'SAML2', endpoints: { sso: { url: 'https://idp.example.com/sso', binding: 'HTTP-POST' } } },
  policy: { provisioning: { action: 'AUTO' } },
};
