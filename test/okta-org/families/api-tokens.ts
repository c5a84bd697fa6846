import { OktaError, resourceNotFound } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { ApiTokenRecord } from '../state/records.ts';

const BASE = '/api/v1/api-tokens';
const WINDOW_MS = 30 * 24 * 3600 * 1000;

function pathToken(call: Call): ApiTokenRecord {
  const id = call.params['apiTokenId'] ?? '';
  return tokenById(call, id);
}

function tokenById(call: Call, id: string): ApiTokenRecord {
  const record = [...call.org.apiTokens.values()].find((token) => token.id === id);
  if (!record) throw resourceNotFound(id, 'ApiToken');
  return record;
}

/** What Okta tells about a token; the token itself was shown once, when it was made. */
function render({ id, name, userId, created, lastUsedAt }: ApiTokenRecord, baseUrl: string): Record<string, unknown> {
  return {
    id,
    name,
    userId,
    clientName: 'Okta API',
    tokenWindow: 'P30D',
    network: { connection: 'ANYWHERE' },
    expiresAt: new Date(lastUsedAt + WINDOW_MS).toISOString(),
    created,
    lastUpdated: new Date(lastUsedAt).toISOString(),
    _links: {
      self: { href: `${baseUrl}${BASE}/${id}`, hints: { allow: ['GET', 'DELETE'] } },
      user: { href: `${baseUrl}/api/v1/users/${userId}`, hints: { allow: ['GET'] } },
    },
  };
}

function revoke(call: Call, { token, id, name }: ApiTokenRecord): Reply {
  call.org.apiTokens.delete(token);
  const target = { id, type: 'Token', alternateId: 'unknown', displayName: name, detailEntry: null };
  logChange(call, { eventType: 'system.api_token.revoke', targets: [target] });
  return noContent;
}

/** The token that made the call ends itself; OAuth callers have none (Okta: revokeCurrentApiToken). */
function revokeCurrent(call: Call): Reply {
  const { tokenId } = call.actor;
  if (tokenId === undefined) throw new OktaError('E0000006');
  return revoke(call, tokenById(call, tokenId));
}

export const apiTokenRoutes: Route[] = [
  {
    method: 'GET',
    path: BASE,
    handle: (call) => ok([...call.org.apiTokens.values()].map((token) => render(token, call.baseUrl))),
  },
  { method: 'DELETE', path: `${BASE}/current`, handle: revokeCurrent },
  { method: 'GET', path: `${BASE}/{apiTokenId}`, handle: (call) => ok(render(pathToken(call), call.baseUrl)) },
  { method: 'DELETE', path: `${BASE}/{apiTokenId}`, handle: (call) => revoke(call, pathToken(call)) },
];
