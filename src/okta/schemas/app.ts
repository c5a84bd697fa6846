import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';
import { SECRET } from './secret.js';

/** An application as Okta answers it; its other properties depend on signOnMode. */
export const Application = z.looseObject({
  id: z.string().describe('The id of the application'),
  name: z.string().nullable().optional().describe('The name of its kind, such as salesforce'),
  label: z.string().nullable().optional().describe('The name that people see'),
  status: z.string().nullable().optional().describe('ACTIVE, INACTIVE or DELETED'),
  signOnMode: z.string().nullable().optional().describe('How people sign in, such as SAML_2_0'),
  credentials: z
    .looseObject({
      oauthClient: z
        .looseObject({
          client_id: z.string().nullable().optional().describe('The client id'),
          client_secret: z.string().nullable().optional().describe('The client secret').meta(SECRET),
        })
        .optional()
        .describe('OPENID_CONNECT: the OAuth client'),
    })
    .nullable()
    .optional()
    .describe('Depends on signOnMode'),
  created: z.string().nullable().optional().describe('When it was created'),
  lastUpdated: z.string().nullable().optional().describe('When it last changed'),
  _embedded: z.looseObject({}).optional().describe('What expand asked for'),
});

/** An application on a user's dashboard. */
export const AppLink = z.looseObject({
  id: z.string().describe('The id of the link'),
  label: z.string().nullable().optional().describe('The name that the user sees'),
  linkUrl: z.string().nullable().optional().describe('Opens the application'),
  logoUrl: z.string().nullable().optional().describe('Its logo'),
  appName: z.string().nullable().optional().describe('The name of its kind'),
  appInstanceId: z.string().nullable().optional().describe('The id of the application'),
  appAssignmentId: z.string().nullable().optional().describe('The id of the assignment'),
  credentialsSetup: z.boolean().nullable().optional().describe('Whether the user has to enter credentials for it'),
  hidden: z.boolean().nullable().optional().describe('Whether the user does not see it'),
  sortOrder: z.int().nullable().optional().describe('Its place on the dashboard'),
});

/** An OAuth client that holds tokens or grants of a user. */
export const OAuthClient = z.looseObject({
  client_id: z.string().describe('The client id'),
  client_name: z.string().nullable().optional().describe('The name of the client'),
  client_uri: z.string().nullable().optional().describe('Its home page'),
  logo_uri: z.string().nullable().optional().describe('Its logo'),
});

/** A user's consent that a client may use a scope. */
export const ConsentGrant = z.looseObject({
  id: z.string().optional().describe('The id of the grant'),
  status: z.string().nullable().optional().describe('ACTIVE or REVOKED'),
  scopeId: z.string().describe('The scope that was consented to'),
  issuer: z.string().describe('The authorization server'),
  clientId: z.string().nullable().optional().describe('The client that may use it'),
  userId: z.string().nullable().optional().describe('The user who consented'),
  source: z.string().nullable().optional().describe('END_USER or ADMIN'),
  created: z.string().nullable().optional().describe('When consent was given'),
  lastUpdated: z.string().nullable().optional().describe('When the grant last changed'),
});

export const exampleApplication: z.input<typeof Application> = {
  id: EXAMPLE_IDS.app,
  name: 'bookmark',
  label: 'Analytical Engine',
  status: 'ACTIVE',
  signOnMode: 'BOOKMARK',
  created: '2026-01-05T10:00:00.000Z',
  lastUpdated: '2026-01-05T10:00:00.000Z',
};

export const exampleAppLink: z.input<typeof AppLink> = {
  id: '00u1a2b3c4d5e6f7g8h0',
  label: 'Analytical Engine',
  linkUrl: `https://acme.okta.com/home/bookmark/${EXAMPLE_IDS.app}/2557`,
  logoUrl: null,
  appName: 'bookmark',
  appInstanceId: EXAMPLE_IDS.app,
  appAssignmentId: '0ua1a2b3c4d5e6f7g8h9',
  credentialsSetup: false,
  hidden: false,
  sortOrder: 0,
};

export const exampleOAuthClient: z.input<typeof OAuthClient> = {
  client_id: EXAMPLE_IDS.app,
  client_name: 'Engine Console',
  client_uri: null,
  logo_uri: null,
};

export const exampleConsentGrant: z.input<typeof ConsentGrant> = {
  id: 'oag1a2b3c4d5e6f7g8h9',
  status: 'ACTIVE',
  scopeId: 'offline_access',
  issuer: 'https://acme.okta.com/oauth2/default',
  clientId: EXAMPLE_IDS.app,
  userId: EXAMPLE_IDS.ada,
  source: 'END_USER',
  created: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:00:00.000Z',
};
