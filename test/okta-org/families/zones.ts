import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { compileQuery, zoneFilterRules } from '../query/query-rules.ts';
import { limitOf, pageReply, selfLink } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { ZoneRecord } from '../state/zone-records.ts';
import { ZONE_CONTENT } from '../state/zone-records.ts';
import { textAt } from './user-input.ts';
import { readZoneContent } from './zone-input.ts';

function pathZone(call: Call): ZoneRecord {
  const id = call.params['zoneId'] ?? '';
  const zone = call.org.zones.get(id);
  if (!zone) throw resourceNotFound(id, 'NetworkZone');
  return zone;
}

function renderZone(call: Call, zone: ZoneRecord): Record<string, unknown> {
  const { content, ...shown } = zone;
  const self = `${call.baseUrl}/api/v1/zones/${zone.id}`;
  const step = zone.status === 'ACTIVE' ? 'deactivate' : 'activate';
  return {
    ...shown,
    ...content,
    _links: {
      self: { href: self, hints: { allow: ['GET', 'PUT', 'DELETE'] } },
      [step]: { href: `${self}/lifecycle/${step}`, hints: { allow: ['POST'] } },
    },
  };
}

function* selectZones(call: Call, after: number): Generator<Placed<ZoneRecord>> {
  const filter = call.query.get('filter');
  const matches = filter ? compileQuery(zoneFilterRules, filter) : () => true;
  for (const placed of call.org.zones.scan(after)) if (matches(placed.record)) yield placed;
}

function listZones(call: Call): Reply {
  return pageReply(call, {
    kind: 'zones',
    limit: limitOf(call.query, { fallback: 20, maximum: 200 }),
    items: selectZones(call, decodePlace('zones', call.query.get('after'))),
    render: (zone) => renderZone(call, zone),
  });
}

function readName(call: Call, self?: ZoneRecord): string {
  const name = textAt(call.body, 'name') ?? '';
  if (name === '') throw validationFailed('name', 'name: The field cannot be left blank');
  if (name.length > 128) throw validationFailed('name', 'name: String is too long, maximum allowed: 128');
  for (const { record } of call.org.zones.scan()) {
    if (record.name !== name || record.id === self?.id) continue;
    throw validationFailed('name', 'name: An object with this field already exists in the current organization');
  }
  return name;
}

const isType = (type: string): type is ZoneRecord['type'] => Object.hasOwn(ZONE_CONTENT, type);

function readUsage(call: Call): ZoneRecord['usage'] {
  const usage = textAt(call.body, 'usage') ?? 'POLICY';
  if (usage === 'POLICY' || usage === 'BLOCKLIST') return usage;
  throw validationFailed('usage', 'usage: The usage is not valid');
}

function refuseExemption(call: Call, name: string): void {
  if (call.body['useAsExemptList'] === undefined) return;
  throw validationFailed(
    'useAsExemptList',
    `useAsExemptList: The network zone does not allow usage changes for ${name}.`,
  );
}

function createZone(call: Call): Reply {
  const type = textAt(call.body, 'type') ?? '';
  if (!isType(type)) throw validationFailed('type', 'type: The zone type is not valid');
  const now = call.org.isoNow();
  const base = { type, name: readName(call), usage: readUsage(call), system: false };
  refuseExemption(call, base.name);
  const zone: ZoneRecord = {
    id: call.org.ids.take('nzo'),
    ...base,
    status: 'ACTIVE',
    created: now,
    lastUpdated: now,
    content: readZoneContent(call.body, base),
  };
  call.org.zones.put(zone);
  logZone(call, 'zone.create', zone);
  return ok(renderZone(call, zone));
}

/** The whole zone; what a request leaves out is gone. Type stays, and a system zone's usage. */
function replaceZone(call: Call): Reply {
  const zone = pathZone(call);
  if (textAt(call.body, 'type') !== zone.type) throw validationFailed('type', 'type: The zone type cannot be changed');
  const base = { type: zone.type, name: readName(call, zone), usage: readUsage(call), system: zone.system };
  refuseExemption(call, base.name);
  if (zone.system && base.usage !== zone.usage)
    throw validationFailed('usage', 'usage: The usage of a system zone stays');
  const saved = { ...zone, ...base, content: readZoneContent(call.body, base), lastUpdated: call.org.isoNow() };
  call.org.zones.put(saved);
  logZone(call, 'zone.update', saved);
  return ok(renderZone(call, saved));
}

function setStatus(call: Call, status: ZoneRecord['status']): Reply {
  const saved = { ...pathZone(call), status, lastUpdated: call.org.isoNow() };
  call.org.zones.put(saved);
  logZone(call, status === 'ACTIVE' ? 'zone.activate' : 'zone.deactivate', saved);
  return ok(renderZone(call, saved));
}

/** Policies and rules name zones in their network conditions. */
function isUsed(call: Call, { id }: ZoneRecord): boolean {
  const policies = [...call.org.policies.scan()].map(({ record }) => record);
  const conditions = policies.flatMap((policy) => [policy.conditions, ...policy.rules.map((rule) => rule.conditions)]);
  return JSON.stringify(conditions).includes(`"${id}"`);
}

/** Recorded wording for active zones (okta/terraform-provider-okta issue 1975). */
function deleteZone(call: Call): Reply {
  const zone = pathZone(call);
  if (zone.system) throw validationFailed('id', 'id: System network zones cannot be deleted.');
  if (zone.status === 'ACTIVE' && call.org.settings.pipeline === 'idx') {
    const cause = `id: The zone: ${zone.id} is an active zone. Active zones cannot be deleted.`;
    const summary = `Api validation failed: The zone: ${zone.name} is an active zone. Active zones cannot be deleted.`;
    throw new OktaError('E0000001', { summary, causes: [cause] });
  }
  if (isUsed(call, zone)) throw validationFailed('id', `id: The zone: ${zone.id} is used by a policy rule.`);
  call.org.zones.remove(zone.id);
  logZone(call, 'zone.delete', zone);
  return noContent;
}

function logZone(call: Call, eventType: string, { id, name }: ZoneRecord): void {
  const target = { id, type: 'NetworkZone', alternateId: 'unknown', displayName: name, detailEntry: null };
  logChange(call, { eventType, targets: [target] });
}

const ZONE = '/api/v1/zones/{zoneId}';

export const zoneRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/zones', handle: listZones },
  { method: 'POST', path: '/api/v1/zones', handle: createZone },
  { method: 'GET', path: ZONE, handle: (call) => ok(renderZone(call, pathZone(call)), { Link: [selfLink(call)] }) },
  { method: 'PUT', path: ZONE, handle: replaceZone },
  { method: 'DELETE', path: ZONE, handle: deleteZone },
  { method: 'POST', path: `${ZONE}/lifecycle/activate`, handle: (call) => setStatus(call, 'ACTIVE') },
  { method: 'POST', path: `${ZONE}/lifecycle/deactivate`, handle: (call) => setStatus(call, 'INACTIVE') },
];
