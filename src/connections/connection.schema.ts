import { z } from 'zod';
import { PageQuery } from '../core/list-page.js';
import { CONNECTION_STATUSES } from './connection.entity.js';

const ApiTokenAuth = z
  .strictObject({
    type: z.literal('apiToken'),
    apiToken: z
      .string()
      .regex(/^[\x21-\x7e]{20,200}$/, 'must be an API token: 20 to 200 printable characters without spaces')
      .describe("Okta API token (SSWS); it acts with its owner's admin roles")
      .meta({ 'x-secret': true }),
  })
  .describe('API token');

const Auth = z.discriminatedUnion('type', [ApiTokenAuth]);

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
  auth: Auth.optional().describe('New credentials; tested before they replace the old ones'),
});

export const ConnectionsQuery = PageQuery.extend({
  status: z.enum(CONNECTION_STATUSES).optional(),
  authType: z.enum(['apiToken', 'authorizationCode', 'clientCredentials']).optional(),
  name: z.string().min(1).max(200).optional().describe('The whole name'),
});

export type CreateConnection = z.output<typeof CreateConnection>;
export type PatchConnection = z.output<typeof PatchConnection>;
export type ConnectionsQuery = z.output<typeof ConnectionsQuery>;
