import { validationFailed } from '../okta-error.ts';
import { pageReply } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import type { DeviceRecord, DeviceUserLink } from '../state/devices.ts';
import type { AppRecord } from '../state/records.ts';
import { renderGroup } from './group-render.ts';
import { pathUser } from './user-lookup.ts';

/** All groups of a user in one answer: Okta declares no paging here. */
function listUserGroups(call: Call): Reply {
  const groups = call.org.groupsOf(pathUser(call).id);
  return pageReply(call, {
    kind: 'groups',
    limit: Number.MAX_SAFE_INTEGER,
    items: groups.map((record, seq) => ({ seq, record })),
    render: (group) => renderGroup(group, call),
  });
}

function renderAppLink(call: Call, app: AppRecord, sortOrder: number): Record<string, unknown> {
  return {
    id: `${app.id}-link`,
    label: app.label,
    linkUrl: `${call.baseUrl}/home/${app.name}/${app.id}/123`,
    logoUrl: `${call.baseUrl}/img/logos/${app.name}.png`,
    appName: app.name,
    appInstanceId: app.id,
    appAssignmentId: `${app.id}-assignment`,
    credentialsSetup: false,
    hidden: false,
    sortOrder,
  };
}

function listAppLinks(call: Call): Reply {
  const apps = call.org.appsOf(pathUser(call).id);
  return ok(apps.map((app, place) => renderAppLink(call, app, place)));
}

function renderDevice(call: Call, device: DeviceRecord, link: DeviceUserLink): Record<string, unknown> {
  return {
    created: link.created,
    deviceUserId: `${device.id}-${link.userId}`,
    device: {
      id: device.id,
      status: device.status,
      created: device.created,
      lastUpdated: device.lastUpdated,
      profile: device.profile,
      resourceType: 'UDDevice',
      _links: { self: { href: `${call.baseUrl}/api/v1/devices/${device.id}` } },
    },
  };
}

function listUserDevices(call: Call): Reply {
  const user = pathUser(call);
  const devices = [...call.org.devices.scan()].map(({ record }) => record);
  return ok(
    devices.flatMap((device) =>
      device.users.filter(({ userId }) => userId === user.id).map((link) => renderDevice(call, device, link)),
    ),
  );
}

function setClassification(call: Call): Reply {
  const user = pathUser(call);
  const { type } = call.body;
  if (type !== 'STANDARD' && type !== 'LITE') throw validationFailed('type', 'type: must be STANDARD or LITE');
  const classification = { type, lastUpdated: call.org.isoNow() } as const;
  call.org.putUser({ ...user, classification });
  return ok(classification);
}

const BASE = '/api/v1/users';

export const userResourceRoutes: Route[] = [
  { method: 'GET', path: `${BASE}/{id}/groups`, handle: listUserGroups },
  { method: 'GET', path: `${BASE}/{id}/appLinks`, handle: listAppLinks },
  { method: 'GET', path: `${BASE}/{id}/blocks`, handle: (call) => ok(pathUser(call).blocks) },
  { method: 'GET', path: `${BASE}/{userId}/devices`, handle: listUserDevices },
  { method: 'GET', path: `${BASE}/{userId}/classification`, handle: (call) => ok(pathUser(call).classification) },
  { method: 'PUT', path: `${BASE}/{userId}/classification`, handle: setClassification },
];
