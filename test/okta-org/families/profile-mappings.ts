import { decodePlace } from '../query/cursors.ts';
import { resourceNotFound } from '../okta-error.ts';
import { limitOf, pageReply } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { ProfileMapping } from '../state/profile-mappings.ts';
import { schemaIdOf } from '../state/profile-schemas.ts';

function renderEnd(call: Call, id: string): Record<string, unknown> {
  const app = call.org.apps.get(id);
  const api = `${call.baseUrl}/api/v1`;
  const [self, schema] = app
    ? [`${api}/apps/${id}`, `${api}/meta/schemas/apps/${id}/default`]
    : [`${api}/meta/types/user/${id}`, `${api}/meta/schemas/user/${schemaIdOf(id)}`];
  return {
    id,
    name: app?.name ?? call.org.schemas.types.get(id)?.name ?? 'user',
    type: app ? 'appuser' : 'user',
    _links: { self: { href: self }, schema: { href: schema } },
  };
}

function renderMapping(call: Call, { id, sourceId, targetId }: ProfileMapping): Record<string, unknown> {
  return {
    id,
    source: renderEnd(call, sourceId),
    target: renderEnd(call, targetId),
    _links: { self: { href: `${call.baseUrl}/api/v1/mappings/${id}` } },
  };
}

function* selectMappings(call: Call, after: number): Generator<Placed<ProfileMapping>> {
  const [source, target] = [call.query.get('sourceId'), call.query.get('targetId')];
  for (const placed of call.org.mappings.scan(call.org, after)) {
    const { sourceId, targetId } = placed.record;
    if ((source ?? sourceId) === sourceId && (target ?? targetId) === targetId) yield placed;
  }
}

function listMappings(call: Call): Reply {
  return pageReply(call, {
    kind: 'profileMappings',
    limit: limitOf(call.query, { fallback: 20, maximum: 200 }),
    items: selectMappings(call, decodePlace('profileMappings', call.query.get('after'))),
    render: (mapping) => renderMapping(call, mapping),
  });
}

function getMapping(call: Call): Reply {
  const id = call.params['mappingId'] ?? '';
  const found = [...call.org.mappings.scan(call.org, -1)].find(({ record }) => record.id === id);
  if (!found) throw resourceNotFound(id, 'ProfileMapping');
  return ok({ ...renderMapping(call, found.record), properties: {} });
}

export const profileMappingRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/mappings', handle: listMappings },
  { method: 'GET', path: '/api/v1/mappings/{mappingId}', handle: getMapping },
];
