import { OktaError, resourceNotFound } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import type { QueryRules } from '../query/query-rules.ts';
import { compileQuery } from '../query/query-rules.ts';
import { limitOf, pageReply } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { DeviceRecord, DeviceStatus, DeviceUserLink } from '../state/devices.ts';
import { linksOfDevice } from './device-links.ts';
import { renderListedUser } from './user-render.ts';

const CONTAINS = new Set(
  ['displayName', 'serialNumber', 'imei', 'meid', 'udid', 'sid'].map((name) => `profile.${name}`),
);
const SEARCH = ['eq', 'sw', 'gt', 'ge', 'lt', 'le', 'pr'] as const;

/** Okta: listDevices `search`: id, status, lastUpdated and the profile; co on some of it. */
const searchRules: QueryRules = {
  caseSensitive: false,
  allowsNot: false,
  operatorsFor: (attribute) => {
    if (CONTAINS.has(attribute)) return [...SEARCH, 'co'];
    const known = ['id', 'status', 'lastUpdated'].includes(attribute) || /^profile\.\w+$/.test(attribute);
    return known ? SEARCH : undefined;
  },
  refusal: () => new OktaError('E0000031'),
};

/** Devices belong to Identity Engine; a Classic org does not have them. */
export function refuseClassic({ org }: Call): void {
  if (org.settings.pipeline === 'v1') throw new OktaError('E0000015');
}

function pathDevice(call: Call, type = 'Device'): DeviceRecord {
  refuseClassic(call);
  const id = call.params['deviceId'] ?? '';
  const device = call.org.devices.get(id);
  if (!device) throw resourceNotFound(id, type);
  return device;
}

function renderDevice(call: Call, { users: _users, ...device }: DeviceRecord): Record<string, unknown> {
  return {
    ...device,
    resourceType: 'UDDevice',
    resourceDisplayName: { value: device.profile.displayName, sensitive: false },
    resourceId: device.id,
    resourceAlternateId: null,
    _links: linksOfDevice(device, call.baseUrl),
  };
}

type RenderUser = (link: DeviceUserLink, call: Call) => Record<string, unknown>[];

/** The link with the whole user; a user who is gone has no links. */
const wholeUser: RenderUser = ({ userId, ...link }, { org, baseUrl }) => {
  const user = org.users.get(userId);
  return user ? [{ ...link, user: renderListedUser(user, baseUrl) }] : [];
};

const userSummary: RenderUser = ({ userId, ...link }, { org }) => {
  const user = org.users.get(userId);
  if (!user) return [];
  const { firstName, lastName, login, email } = user.profile;
  return [{ ...link, user: { id: user.id, status: user.status, profile: { firstName, lastName, login, email } } }];
};

const EXPANSIONS: Record<string, RenderUser> = { user: wholeUser, userSummary };

function* selectDevices(call: Call): Generator<Placed<DeviceRecord>> {
  const search = call.query.get('search');
  const matches = search === null ? () => true : compileQuery(searchRules, search);
  const after = decodePlace('devices', call.query.get('after'));
  for (const placed of call.org.devices.scan(after, search === null ? 'live' : 'index')) {
    if (matches(placed.record)) yield placed;
  }
}

function listDevices(call: Call): Reply {
  refuseClassic(call);
  const expand = EXPANSIONS[call.query.get('expand') ?? ''];
  return pageReply(call, {
    kind: 'devices',
    limit: limitOf(call.query, { fallback: 200, maximum: 200 }),
    items: selectDevices(call),
    render: (device) => ({
      ...renderDevice(call, device),
      ...(expand && { _embedded: { users: device.users.flatMap((link) => expand(link, call)) } }),
    }),
  });
}

function listUsers(call: Call): Reply {
  return ok(pathDevice(call, 'GenericUDObject').users.flatMap((link) => wholeUser(link, call)));
}

interface Transition {
  /** In which states it is allowed; in its own target it changes nothing. */
  from: DeviceStatus[];
  to: DeviceStatus;
  eventType: string;
}

/** Okta: tag Device, and the texts of the lifecycle operations. */
const TRANSITIONS: Record<string, Transition> = {
  activate: { from: ['CREATED', 'DEACTIVATED'], to: 'ACTIVE', eventType: 'device.lifecycle.activate' },
  deactivate: {
    from: ['CREATED', 'ACTIVE', 'SUSPENDED'],
    to: 'DEACTIVATED',
    eventType: 'device.lifecycle.deactivate',
  },
  suspend: { from: ['ACTIVE'], to: 'SUSPENDED', eventType: 'device.lifecycle.suspend' },
  unsuspend: { from: ['SUSPENDED'], to: 'ACTIVE', eventType: 'device.lifecycle.unsuspend' },
};

function report(call: Call, device: DeviceRecord, eventType: string): void {
  const { displayName } = device.profile;
  const target = { id: device.id, type: 'Device', alternateId: 'unknown', displayName, detailEntry: null };
  logChange(call, { eventType, targets: [target] });
}

function move(call: Call, { from, to, eventType }: Transition): Reply {
  const device = pathDevice(call);
  if (device.status === to) return noContent;
  if (!from.includes(device.status)) throw new OktaError('E0000152');
  const users = to === 'DEACTIVATED' ? [] : device.users;
  call.org.devices.put({ ...device, status: to, users, lastUpdated: call.org.isoNow() });
  report(call, device, eventType);
  return noContent;
}

function deleteDevice(call: Call): Reply {
  const device = pathDevice(call);
  if (device.status !== 'DEACTIVATED') throw new OktaError('E0000152');
  call.org.devices.remove(device.id);
  report(call, device, 'device.lifecycle.delete');
  return noContent;
}

const DEVICE = '/api/v1/devices/{deviceId}';

export const deviceRoutes: Route[] = [
  { method: 'GET', path: '/api/v1/devices', handle: listDevices },
  { method: 'GET', path: DEVICE, handle: (call) => ok(renderDevice(call, pathDevice(call))) },
  { method: 'DELETE', path: DEVICE, handle: deleteDevice },
  { method: 'GET', path: `${DEVICE}/users`, handle: listUsers },
  ...Object.entries(TRANSITIONS).map(([name, transition]): Route => ({
    method: 'POST',
    path: `${DEVICE}/lifecycle/${name}`,
    handle: (call) => move(call, transition),
  })),
];
