import { resourceNotFound } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { baseProfileProperties } from '../state/profile-schema.ts';

const CREATED = '2024-01-15T09:00:00.000Z';

function getOrg(call: Call): Reply {
  return ok({
    id: call.org.orgId,
    subdomain: 'local',
    companyName: 'Local Okta Org',
    status: 'ACTIVE',
    website: 'https://example.com',
    created: CREATED,
    lastUpdated: CREATED,
    expiresAt: null,
    _links: { contacts: { href: `${call.baseUrl}/api/v1/org/contacts` } },
  });
}

function baseProperty(name: string): Record<string, unknown> {
  const { title, maxLength } = baseProfileProperties[name] ?? { title: name, maxLength: 100 };
  return {
    title,
    type: 'string',
    ...(name === 'email' && { format: 'email' }),
    maxLength,
    mutability: 'READ_WRITE',
    scope: 'NONE',
    permissions: [{ principal: 'SELF', action: 'READ_ONLY' }],
    master: { type: 'PROFILE_MASTER' },
  };
}

function customProperties(call: Call): Record<string, unknown> {
  return Object.fromEntries(
    [...call.org.customProfileProperties].map(([name, { title, type }]) => [
      name,
      { title, type, scope: 'NONE', mutability: 'READ_WRITE', permissions: [{ principal: 'SELF', action: 'HIDE' }] },
    ]),
  );
}

function getUserSchema(call: Call): Reply {
  const id = call.params['schemaId'] ?? '';
  if (id !== 'default' && id !== call.org.userTypeId) throw resourceNotFound(id, 'UserSchema');
  const names = Object.keys(baseProfileProperties);
  return ok({
    id: `${call.baseUrl}/meta/schemas/user/default`,
    $schema: 'http://json-schema.org/draft-04/schema#',
    name: 'user',
    title: 'User',
    type: 'object',
    created: CREATED,
    lastUpdated: CREATED,
    definitions: {
      base: {
        id: '#base',
        type: 'object',
        properties: Object.fromEntries(names.map((name) => [name, baseProperty(name)])),
        required: names.filter((name) => baseProfileProperties[name]?.required),
      },
      custom: { id: '#custom', type: 'object', properties: customProperties(call), required: [] },
    },
    properties: { profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] } },
    _links: { self: { href: `${call.baseUrl}/api/v1/meta/schemas/user/default`, method: 'GET' } },
  });
}

export const orgRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/org', handle: getOrg },
  { method: 'GET', path: '/api/v1/meta/schemas/user/{schemaId}', handle: getUserSchema },
];
