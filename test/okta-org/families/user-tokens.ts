import { resourceNotFound } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { userParty } from '../log/log-parties.ts';
import { limitOf, pageReply } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { GrantRecord, RefreshTokenRecord } from '../state/records.ts';
import { pathUser } from './user-lookup.ts';

interface Owned {
  id: string;
  userId: string;
  clientId: string;
}

function* ownedBy<T extends Owned>(rows: Iterable<Placed<T>>, userId: string, clientId?: string): Generator<Placed<T>> {
  for (const placed of rows) {
    const { record } = placed;
    if (record.userId === userId && (clientId === undefined || record.clientId === clientId)) yield placed;
  }
}

/** Revokes refresh tokens (all of a user, or those of one client) and the access tokens that came with them. */
export function revokeTokensOf(call: Call, { userId, clientId }: { userId: string; clientId?: string }): void {
  const tokens = [...ownedBy(call.org.refreshTokens.scan(), userId, clientId)];
  for (const { record } of tokens) call.org.refreshTokens.remove(record.id);
  call.org.revokeOauthTokens?.(userId, clientId);
}

function renderGrant(call: Call, grant: GrantRecord): Record<string, unknown> {
  const base = `${call.baseUrl}/api/v1`;
  return {
    ...grant,
    status: 'ACTIVE',
    lastUpdated: grant.created,
    issuer: call.baseUrl,
    source: 'END_USER',
    createdBy: { id: grant.userId, type: 'User' },
    _links: {
      self: { href: `${base}/users/${grant.userId}/grants/${grant.id}`, hints: { allow: ['GET', 'DELETE'] } },
      client: { href: `${call.baseUrl}/oauth2/v1/clients/${grant.clientId}` },
      user: { href: `${base}/users/${grant.userId}` },
    },
  };
}

function renderToken(call: Call, { familyId, ...token }: RefreshTokenRecord): Record<string, unknown> {
  const self = `${call.baseUrl}/api/v1/users/${token.userId}/clients/${token.clientId}/tokens/${token.id}`;
  return {
    ...token,
    status: 'ACTIVE',
    lastUpdated: token.created,
    issuer: call.baseUrl,
    _links: { self: { href: self }, revoke: { href: self, hints: { allow: ['DELETE'] } } },
  };
}

function listGrants(call: Call): Reply {
  const user = pathUser(call);
  const scopeId = call.query.get('scopeId');
  const rows = ownedBy(
    call.org.grants.scan(decodePlace('grants', call.query.get('after'))),
    user.id,
    call.params['clientId'],
  );
  return pageReply(call, {
    kind: 'grants',
    limit: limitOf(call.query, { fallback: 20, maximum: 200 }),
    items: [...rows].filter(({ record }) => scopeId === null || record.scopeId === scopeId),
    render: (grant) => renderGrant(call, grant),
  });
}

function pathGrant(call: Call): GrantRecord {
  const id = call.params['grantId'] ?? '';
  const grant = call.org.grants.get(id);
  if (!grant || grant.userId !== pathUser(call).id) throw resourceNotFound(id, 'OAuth2ScopeConsentGrant');
  return grant;
}

function revokeGrants(call: Call): Reply {
  const user = pathUser(call);
  const { clientId } = call.params;
  const grants = [...ownedBy(call.org.grants.scan(), user.id, clientId)];
  for (const { record } of grants) call.org.grants.remove(record.id);
  revokeTokensOf(call, { userId: user.id, ...(clientId !== undefined && { clientId }) });
  logChange(call, { eventType: 'app.oauth2.as.consent.revoke.user', targets: [userParty(user)] });
  return noContent;
}

function revokeGrant(call: Call): Reply {
  const grant = pathGrant(call);
  call.org.grants.remove(grant.id);
  logChange(call, { eventType: 'app.oauth2.as.consent.revoke', targets: [userParty(pathUser(call))] });
  return noContent;
}

/** OAuth clients that hold a grant or a token of the user. */
function listClients(call: Call): Reply {
  const user = pathUser(call);
  const records = [...ownedBy(call.org.grants.scan(), user.id), ...ownedBy(call.org.refreshTokens.scan(), user.id)];
  const ids = [...new Set(records.map(({ record }) => record.clientId))];
  const base = `${call.baseUrl}/api/v1/users/${user.id}/clients`;
  return ok(
    ids.map((id) => ({
      client_id: id,
      client_name: call.org.oauthClientNames.get(id) ?? id,
      client_uri: null,
      logo_uri: null,
      _links: { grants: { href: `${base}/${id}/grants` }, tokens: { href: `${base}/${id}/tokens` } },
    })),
  );
}

function listTokens(call: Call): Reply {
  const after = decodePlace('tokens', call.query.get('after'));
  return pageReply(call, {
    kind: 'tokens',
    limit: limitOf(call.query, { fallback: 20, maximum: 200 }),
    items: ownedBy(call.org.refreshTokens.scan(after), pathUser(call).id, call.params['clientId']),
    render: (token) => renderToken(call, token),
  });
}

function revokeTokens(call: Call): Reply {
  const user = pathUser(call);
  const clientId = call.params['clientId'] ?? '';
  revokeTokensOf(call, { userId: user.id, clientId });
  logChange(call, { eventType: 'app.oauth2.token.revoke.implicit.user', targets: [userParty(user)] });
  return noContent;
}

const BASE = '/api/v1/users/{userId}';

export const userTokenRoutes: Route[] = [
  { method: 'GET', path: `${BASE}/grants`, handle: listGrants },
  { method: 'DELETE', path: `${BASE}/grants`, handle: revokeGrants },
  { method: 'GET', path: `${BASE}/grants/{grantId}`, handle: (call) => ok(renderGrant(call, pathGrant(call))) },
  { method: 'DELETE', path: `${BASE}/grants/{grantId}`, handle: revokeGrant },
  { method: 'GET', path: `${BASE}/clients`, handle: listClients },
  { method: 'GET', path: `${BASE}/clients/{clientId}/grants`, handle: listGrants },
  { method: 'DELETE', path: `${BASE}/clients/{clientId}/grants`, handle: revokeGrants },
  { method: 'GET', path: `${BASE}/clients/{clientId}/tokens`, handle: listTokens },
  { method: 'DELETE', path: `${BASE}/clients/{clientId}/tokens`, handle: revokeTokens },
];
