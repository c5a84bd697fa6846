import { z } from 'zod';

const AuthTypes = z
  .array(z.enum(['apiToken', 'authorizationCode', 'clientCredentials']))
  .min(1)
  .max(3)
  .describe('Which ways of connecting the person may choose from; all where omitted');

/** What the platform says of a person whom it sends to the connect page. */
export const CreateConnectSession = z.strictObject({
  connectionId: z.string().min(1).max(100).optional().describe('The connection to connect again; it keeps its id'),
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .describe('The name of the new connection; else the person gives one'),
  region: z.string().min(1).max(32).optional().describe('One of GET /v1/regions; the first where omitted'),
  authTypes: AuthTypes.optional(),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, 'must be a scope (RFC 6749, section 3.3)'))
    .min(1)
    .max(200)
    .optional()
    .describe('Okta scopes to ask for; the person chooses where omitted'),
  returnUrl: z.string().min(1).max(2048).describe('Where the person goes back to; in RETURN_URL_ALLOWLIST'),
  user: z.string().trim().min(1).max(200).describe('Who the person is, for the audit trail'),
});

export type CreateConnectSession = z.output<typeof CreateConnectSession>;

export const ConnectSessionAnswer = z.object({
  id: z.string(),
  url: z.url().describe('For one person and one browser; shown once'),
  expiresAt: z.iso.datetime(),
});
