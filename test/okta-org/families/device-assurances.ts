import { resourceNotFound, validationFailed } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import type { DeviceAssuranceRecord } from '../state/devices.ts';
import { refuseClassic } from './devices.ts';
import { textAt } from './user-input.ts';

const BASE = '/api/v1/device-assurances';
const PLATFORMS = new Set(['ANDROID', 'CHROMEOS', 'IOS', 'MACOS', 'WINDOWS']);

function render({ id, name, platform, given, ...made }: DeviceAssuranceRecord, baseUrl: string): object {
  return {
    ...given,
    id,
    name,
    platform,
    createdDate: made.created,
    createdBy: made.createdBy,
    lastUpdate: made.created,
    lastUpdatedBy: made.createdBy,
    resourceType: 'DeviceAssurancePolicyEntity',
    resourceDisplayName: { value: name, sensitive: false },
    resourceId: id,
    _links: { self: { href: `${baseUrl}${BASE}/${id}`, hints: { allow: ['GET', 'PUT', 'DELETE'] } } },
  };
}

function list(call: Call): Reply {
  refuseClassic(call);
  return ok([...call.org.deviceAssurances.scan()].map(({ record }) => render(record, call.baseUrl)));
}

function get(call: Call): Reply {
  refuseClassic(call);
  const id = call.params['deviceAssuranceId'] ?? '';
  const policy = call.org.deviceAssurances.get(id);
  if (!policy) throw resourceNotFound(id, 'DeviceAssurancePolicyEntity');
  return ok(render(policy, call.baseUrl));
}

function create(call: Call): Reply {
  refuseClassic(call);
  const name = textAt(call.body, 'name') ?? '';
  const platform = textAt(call.body, 'platform') ?? '';
  if (name === '') throw validationFailed('name', 'name: The field cannot be left blank');
  if (!PLATFORMS.has(platform)) throw validationFailed('platform', 'platform: is not one of Okta');
  const { id: _id, ...given } = call.body;
  const policy: DeviceAssuranceRecord = {
    id: call.org.ids.take('dae'),
    name,
    platform,
    given,
    created: call.org.isoNow(),
    createdBy: call.actor.userId ?? null,
  };
  call.org.deviceAssurances.put(policy);
  return ok(render(policy, call.baseUrl));
}

export const deviceAssuranceRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: list },
  { method: 'POST', path: BASE, handle: create },
  { method: 'GET', path: `${BASE}/{deviceAssuranceId}`, handle: get },
];
