import { z } from 'zod';
import { PageQuery } from '../core/list-page.js';
import { ASSERTION_ALGORITHMS } from '../okta/oauth/oauth-client.js';
import { CONNECTION_STATUSES } from './connection.entity.js';

const SECRET = { 'x-secret': true };

const ApiTokenAuth = z
  .strictObject({
    type: z.literal('apiToken'),
    apiToken: z
      .string()
      .regex(/^[\x21-\x7e]{20,200}$/, 'must be an API token: 20 to 200 printable characters without spaces')
      .describe("Okta API token (SSWS); it acts with its owner's admin roles")
      .meta(SECRET),
  })
  .describe('API token');

const clientId = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'must be a client id without spaces')
  .describe("The app's client id, such as 0oa…");
const clientSecret = z.string().min(1).max(500).describe("The app's client secret").meta(SECRET);
const scopes = z
  .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, 'must be a scope (RFC 6749, section 3.3)'))
  .min(1)
  .max(200)
  .describe('Okta scopes; the default set where omitted (GET /v1/scopes)');
const dpop = z.enum(['auto', 'always', 'never']).describe('auto finds out whether the app requires DPoP');
const returnUrl = z.string().min(1).max(2048).describe('Where the person is sent after the consent');

const AuthorizationCodeAuth = z
  .strictObject({
    type: z.literal('authorizationCode'),
    clientId,
    clientSecret,
    scopes: scopes.optional(),
    dpop: dpop.default('auto'),
    returnUrl: returnUrl.optional(),
  })
  .describe('Consent in the browser');

const privateKey = z
  .union([z.string().min(1).max(16_384), z.looseObject({ kty: z.string().max(10) })])
  .describe('Private key: PEM (PKCS#8 or PKCS#1) or a JWK object')
  .meta(SECRET);

const ClientCredentialsAuth = z
  .strictObject({
    type: z.literal('clientCredentials'),
    clientId,
    keyId: z.string().min(1).max(200).optional().describe('The kid under which the public key is registered in Okta'),
    privateKey: privateKey.optional(),
    keySource: z.literal('generated').optional().describe('The key pair is made here; register the JWKS URL in Okta'),
    clientSecret: clientSecret.optional(),
    scopes: scopes.optional(),
    dpop: dpop.default('auto'),
    algorithm: z.enum(ASSERTION_ALGORITHMS).optional().describe('Of the client assertion; by the key where omitted'),
    assertionLifetimeSeconds: z.int().min(10).max(3_600).default(300),
    assertionAudience: z.string().min(1).max(2048).nullish().describe('The endpoint being called where omitted'),
    tokenEndpoint: z.string().min(1).max(2048).nullish().describe("On the connection's own org"),
    tokenParams: z
      .record(z.string().min(1).max(100), z.string().max(2048))
      .default({})
      .describe('Sent with every token request'),
  })
  .superRefine((auth, context) => {
    const given = [auth.privateKey, auth.keySource, auth.clientSecret].filter((value) => value !== undefined);
    if (given.length === 1) return;
    context.addIssue({
      code: 'custom',
      path: ['privateKey'],
      message: 'give one of privateKey, keySource and clientSecret',
    });
  })
  .describe('Client credentials');

const Auth = z.discriminatedUnion('type', [ApiTokenAuth, AuthorizationCodeAuth, ClientCredentialsAuth]);

const name = z.string().trim().min(1).max(200).describe('Unique in the tenant');
const readOnly = z.boolean().describe('True: only actions that change nothing are run');
const rateLimitShare = z.number().gt(0).max(1).describe("The share of Okta's rate limits this service may use");

export const CreateConnection = z.strictObject({
  name,
  domain: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .describe('The org, such as acme.okta.com; a pasted admin address works too'),
  region: z.string().min(1).max(32).optional().describe('One of GET /v1/regions; the first where omitted'),
  readOnly: readOnly.default(false),
  rateLimitShare: rateLimitShare.default(0.5),
  auth: Auth,
});

export const PatchConnection = z.strictObject({
  name: name.optional(),
  readOnly: readOnly.optional(),
  rateLimitShare: rateLimitShare.optional(),
  scopes: scopes.optional(),
  auth: Auth.optional().describe('New credentials of the same type; tested before they replace the old ones'),
});

export const AuthorizeConnection = z.strictObject({ scopes: scopes.optional(), returnUrl: returnUrl.optional() });

export const ConnectionsQuery = PageQuery.extend({
  status: z.enum(CONNECTION_STATUSES).optional().describe('Only those in this state'),
  authType: z
    .enum(['apiToken', 'authorizationCode', 'clientCredentials'])
    .optional()
    .describe('Only those with credentials of this kind'),
  name: z.string().min(1).max(200).optional().describe('The whole name'),
});

export type CreateConnection = z.output<typeof CreateConnection>;
export type PatchConnection = z.output<typeof PatchConnection>;
export type AuthorizeConnection = z.output<typeof AuthorizeConnection>;
export type ConnectionsQuery = z.output<typeof ConnectionsQuery>;
export type ConnectionAuth = z.output<typeof Auth>;
export type ApiTokenAuth = z.output<typeof ApiTokenAuth>;
export type AuthorizationCodeAuth = z.output<typeof AuthorizationCodeAuth>;
export type ClientCredentialsAuth = z.output<typeof ClientCredentialsAuth>;
