import { z } from 'zod';
import { CONNECTION_STATUSES } from './connection.entity.js';

const time = z.iso.datetime().nullable();

/** A connection as the API answers it. */
export const ConnectionAnswer = z.object({
  id: z.string(),
  tenantId: z.string(),
  name: z.string(),
  domain: z.string(),
  orgId: z.string().nullable(),
  region: z.string(),
  status: z.enum(CONNECTION_STATUSES),
  statusReason: z.string().nullable(),
  readOnly: z.boolean(),
  rateLimitShare: z.number(),
  auth: z.object({
    type: z.enum(['apiToken', 'authorizationCode', 'clientCredentials']),
    clientId: z.string().nullable(),
    keyId: z.string().nullable(),
    scopesRequested: z.array(z.string()),
    scopesGranted: z.array(z.string()),
    missingScopes: z.array(z.string()),
    dpop: z.string().nullable(),
    dpopBound: z.boolean(),
    jwksUri: z.string().nullable(),
    publicKeys: z.array(z.record(z.string(), z.unknown())),
    callbackUrl: z.string().nullable(),
  }),
  authorizationUrl: z.url().optional().describe('Where a person consents; only in the answer that begins a consent'),
  tokenExpiresAt: time,
  reauthorizeBefore: time,
  lastVerifiedAt: time,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export const ConnectionsAnswer = z.object({ data: z.array(ConnectionAnswer), nextCursor: z.string().nullable() });

export const DiagnosisAnswer = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      id: z.string(),
      status: z.enum(['pass', 'warn', 'fail']),
      title: z.string(),
      detail: z.string(),
      remedy: z.string().nullable(),
    }),
  ),
});

export const ConsentAnswer = z.object({
  authorizationUrl: z.url().describe('To be opened by the administrator in the browser'),
  expiresAt: z.iso.datetime(),
});
