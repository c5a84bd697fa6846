import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import type { QueryRules } from '../query/query-rules.ts';
import { compileQuery } from '../query/query-rules.ts';
import { limitOf, pageReply } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { AuthClaimRecord, AuthScopeRecord, AuthServerRecord } from '../state/auth-servers.ts';
import { seedAuthServer } from '../state/auth-servers.ts';
import { textAt } from './user-input.ts';

const BASE = '/api/v1/authorizationServers';
const SERVER = `${BASE}/{authServerId}`;

const scopeFilterRules: QueryRules = {
  caseSensitive: true,
  allowsNot: false,
  operatorsFor: (attribute) => (['name', 'id', 'system'].includes(attribute) ? ['eq'] : undefined),
  refusal: (expression, reason) => new OktaError('E0000053', { summary: `Invalid filter '${expression}': ${reason}` }),
};

/** The server of the path, by its id or, for the one that Okta made, by `default`. */
function pathServer(call: Call): AuthServerRecord {
  const id = call.params['authServerId'] ?? '';
  const servers = [...call.org.authServers.scan()].map(({ record }) => record);
  const server = servers.find((candidate) => candidate.id === id || (id === 'default' && candidate.name === id));
  if (!server) throw resourceNotFound(id, 'AuthorizationServer');
  return server;
}

const slugOf = ({ id, name }: AuthServerRecord): string => (name === 'default' ? name : id);

function renderServer(server: AuthServerRecord, baseUrl: string): Record<string, unknown> {
  const { scopes: _scopes, claims: _claims, created, lastUpdated, ...visible } = server;
  const self = `${baseUrl}${BASE}/${slugOf(server)}`;
  const link = (path: string, ...allow: string[]): object => ({ href: self + path, hints: { allow } });
  return {
    ...visible,
    issuer: `${baseUrl}/oauth2/${slugOf(server)}`,
    issuerMode: 'ORG_URL',
    created,
    lastUpdated,
    credentials: { signing: { rotationMode: 'AUTO', lastRotated: created, kid: `${server.id}-kid` } },
    _links: {
      self: link('', 'GET', 'DELETE', 'PUT'),
      scopes: link('/scopes', 'GET', 'POST'),
      claims: link('/claims', 'GET', 'POST'),
      policies: link('/policies', 'GET', 'POST'),
      rotateKey: link('/credentials/lifecycle/keyRotate', 'POST'),
      deactivate: link('/lifecycle/deactivate', 'POST'),
    },
  };
}

function listServers(call: Call): Reply {
  const q = call.query.get('q')?.toLowerCase() ?? '';
  const after = decodePlace('authServers', call.query.get('after'));
  const servers = [...call.org.authServers.scan(after)];
  return pageReply(call, {
    kind: 'authServers',
    limit: limitOf(call.query, { fallback: 200, maximum: 200 }),
    items: servers.filter(({ record: { name, audiences } }) =>
      [name, ...audiences].some((text) => text.toLowerCase().includes(q)),
    ),
    render: (server) => renderServer(server, call.baseUrl),
  });
}

function createServer(call: Call): Reply {
  const name = requiredText(call, 'name');
  const { audiences } = call.body;
  if (!Array.isArray(audiences) || audiences.length !== 1) {
    throw validationFailed('audiences', 'audiences: exactly one audience must be given');
  }
  const taken = [...call.org.authServers.scan()].some(({ record }) => record.name === name);
  if (taken) throw validationFailed('name', `name: An authorization server named ${name} already exists`);
  const description = textAt(call.body, 'description');
  const given = { name, audiences: audiences.map(String), ...(description !== undefined && { description }) };
  return { status: 201, body: renderServer(seedAuthServer(call.org, given), call.baseUrl) };
}

function requiredText(call: Call, name: string): string {
  const text = textAt(call.body, name) ?? '';
  if (text === '') throw validationFailed(name, `${name}: The field cannot be left blank`);
  return text;
}

function renderScope(call: Call, server: AuthServerRecord, scope: AuthScopeRecord): Record<string, unknown> {
  const href = `${call.baseUrl}${BASE}/${slugOf(server)}/scopes/${scope.id}`;
  return { ...scope, _links: { self: { href, hints: { allow: ['GET', 'PUT', 'DELETE'] } } } };
}

/** Without a limit the whole list comes in one answer. */
function listScopes(call: Call): Reply {
  const server = pathServer(call);
  const after = decodePlace('scopes', call.query.get('after'));
  const filter = call.query.get('filter');
  const matches = filter === null ? () => true : compileQuery(scopeFilterRules, filter);
  const q = call.query.get('q')?.toLowerCase() ?? '';
  const placed = server.scopes.map((record, seq) => ({ seq, record }));
  return pageReply(call, {
    kind: 'scopes',
    limit: limitOf(call.query, { fallback: Number.MAX_SAFE_INTEGER, maximum: 200 }),
    items: placed.filter(({ seq, record }) => seq > after && record.name.toLowerCase().includes(q) && matches(record)),
    render: (scope) => renderScope(call, server, scope),
  });
}

function createScope(call: Call): Reply {
  const server = pathServer(call);
  const name = requiredText(call, 'name');
  if (/\s/.test(name)) throw validationFailed('name', 'name: must not contain spaces');
  if (server.scopes.some((scope) => scope.name === name)) {
    throw validationFailed('name', `name: The scope ${name} already exists in this authorization server`);
  }
  const scope: AuthScopeRecord = {
    id: call.org.ids.take('scp'),
    name,
    displayName: textAt(call.body, 'displayName') ?? null,
    description: textAt(call.body, 'description') ?? null,
    system: false,
    default: call.body['default'] === true,
    optional: call.body['optional'] === true,
    consent: textAt(call.body, 'consent') ?? 'IMPLICIT',
    metadataPublish: textAt(call.body, 'metadataPublish') ?? 'NO_CLIENTS',
  };
  call.org.authServers.put({ ...server, scopes: [...server.scopes, scope] });
  report(call, scope, 'oauth2.scope.created');
  return { status: 201, body: renderScope(call, server, scope) };
}

function pathScope(call: Call, server: AuthServerRecord): AuthScopeRecord {
  const id = call.params['scopeId'] ?? '';
  const scope = server.scopes.find((candidate) => candidate.id === id);
  if (!scope) throw resourceNotFound(id, 'OAuth2Scope');
  return scope;
}

function getScope(call: Call): Reply {
  const server = pathServer(call);
  return ok(renderScope(call, server, pathScope(call, server)));
}

function deleteScope(call: Call): Reply {
  const server = pathServer(call);
  const scope = pathScope(call, server);
  if (scope.system) throw new OktaError('E0000081', { summary: `The system scope ${scope.name} cannot be deleted` });
  call.org.authServers.put({ ...server, scopes: server.scopes.filter(({ id }) => id !== scope.id) });
  report(call, scope, 'oauth2.scope.deleted');
  return noContent;
}

function report(call: Call, { id, name }: AuthScopeRecord, eventType: string): void {
  logChange(call, {
    eventType,
    targets: [{ id, type: 'Scope', alternateId: name, displayName: name, detailEntry: null }],
  });
}

function renderClaim(call: Call, server: AuthServerRecord, claim: AuthClaimRecord): Record<string, unknown> {
  const { scopes, ...visible } = claim;
  const href = `${call.baseUrl}${BASE}/${slugOf(server)}/claims/${claim.id}`;
  return { ...visible, conditions: { scopes }, _links: { self: { href, hints: { allow: ['GET', 'PUT', 'DELETE'] } } } };
}

function listClaims(call: Call): Reply {
  const server = pathServer(call);
  return ok(server.claims.map((claim) => renderClaim(call, server, claim)));
}

function createClaim(call: Call): Reply {
  const server = pathServer(call);
  const claim: AuthClaimRecord = {
    id: call.org.ids.take('ocl'),
    name: requiredText(call, 'name'),
    status: 'ACTIVE',
    claimType: textAt(call.body, 'claimType') ?? 'RESOURCE',
    valueType: textAt(call.body, 'valueType') ?? 'EXPRESSION',
    value: requiredText(call, 'value'),
    scopes: [],
    system: false,
    alwaysIncludeInToken: true,
  };
  call.org.authServers.put({ ...server, claims: [...server.claims, claim] });
  return { status: 201, body: renderClaim(call, server, claim) };
}

export const authServerRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listServers },
  { method: 'POST', path: BASE, handle: createServer },
  { method: 'GET', path: SERVER, handle: (call) => ok(renderServer(pathServer(call), call.baseUrl)) },
  { method: 'GET', path: `${SERVER}/scopes`, handle: listScopes },
  { method: 'POST', path: `${SERVER}/scopes`, handle: createScope },
  { method: 'GET', path: `${SERVER}/scopes/{scopeId}`, handle: getScope },
  { method: 'DELETE', path: `${SERVER}/scopes/{scopeId}`, handle: deleteScope },
  { method: 'GET', path: `${SERVER}/claims`, handle: listClaims },
  { method: 'POST', path: `${SERVER}/claims`, handle: createClaim },
];
