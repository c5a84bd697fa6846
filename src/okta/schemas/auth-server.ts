import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

const text = (description: string) => z.string().nullable().optional().describe(description);
const flag = (description: string) => z.boolean().nullable().optional().describe(description);

/** A custom authorization server; the org's own server is not among them. */
export const AuthorizationServer = z.looseObject({
  id: z.string().describe('The id of the authorization server'),
  name: text('Its name'),
  description: text('What it is for'),
  audiences: z.array(z.string()).nullable().optional().describe('Who its access tokens are for'),
  issuer: text('The iss of its tokens'),
  issuerMode: text('ORG_URL, CUSTOM_URL or DYNAMIC'),
  status: text('ACTIVE or INACTIVE'),
  created: text('When it was created'),
  lastUpdated: text('When it last changed'),
});

/** A scope of an authorization server. */
export const AuthScope = z.looseObject({
  id: z.string().describe('The id of the scope'),
  name: z.string().describe('The scope as clients ask for it'),
  displayName: text('Its name in a consent dialog'),
  description: text('What it permits'),
  system: flag('Whether Okta made it; such scopes cannot be deleted'),
  default: flag('Whether clients get it that ask for no scope'),
  optional: flag('Whether a user may leave it out of the consent'),
  consent: text('IMPLICIT, REQUIRED or FLEXIBLE'),
  metadataPublish: text('ALL_CLIENTS or NO_CLIENTS'),
});

/** A claim of an authorization server; its value is an expression, a filter of groups, or none. */
export const AuthClaim = z.looseObject({
  id: z.string().describe('The id of the claim'),
  name: text('The name in the token'),
  status: text('ACTIVE or INACTIVE'),
  claimType: text('RESOURCE (access tokens) or IDENTITY (ID tokens)'),
  valueType: text('EXPRESSION, GROUPS or SYSTEM'),
  conditions: z.looseObject({}).nullable().optional().describe('The scopes that bring the claim'),
  system: flag('Whether Okta made it'),
  alwaysIncludeInToken: flag('Whether it is in the token without being asked for'),
});

export const exampleAuthServer: z.input<typeof AuthorizationServer> = {
  id: EXAMPLE_IDS.authServer,
  name: 'Engine API',
  description: 'Access to the engines',
  audiences: ['api://engines'],
  issuer: `https://acme.okta.com/oauth2/${EXAMPLE_IDS.authServer}`,
  issuerMode: 'ORG_URL',
  status: 'ACTIVE',
  created: '2026-01-05T10:00:00.000Z',
  lastUpdated: '2026-01-05T10:00:00.000Z',
};

export const exampleAuthScope: z.input<typeof AuthScope> = {
  id: EXAMPLE_IDS.authScope,
  name: 'engines:start',
  displayName: 'Start engines',
  description: 'Lets the app start your engines',
  system: false,
  default: false,
  optional: false,
  consent: 'REQUIRED',
  metadataPublish: 'NO_CLIENTS',
};

export const exampleAuthClaim: z.input<typeof AuthClaim> = {
  id: EXAMPLE_IDS.authClaim,
  name: 'department',
  status: 'ACTIVE',
  claimType: 'RESOURCE',
  valueType: 'EXPRESSION',
  conditions: { scopes: [] },
  system: false,
  alwaysIncludeInToken: true,
};
