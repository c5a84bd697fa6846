import { resourceNotFound, validationFailed } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { limitOf, pageReply } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { IdentityProviderRecord } from '../state/identity-providers.ts';
import { objectAt, textAt } from './user-input.ts';

const BASE = '/api/v1/idps';

/** The client's secret comes back, as in recordings of real orgs. */
function render({ given, ...idp }: IdentityProviderRecord, baseUrl: string): Record<string, unknown> {
  return {
    ...idp,
    issuerMode: 'DYNAMIC',
    ...given,
    _links: { self: { href: `${baseUrl}${BASE}/${idp.id}` }, users: { href: `${baseUrl}${BASE}/${idp.id}/users` } },
  };
}

function list(call: Call): Reply {
  const type = call.query.get('type');
  const q = call.query.get('q')?.toLowerCase() ?? '';
  const after = decodePlace('idps', call.query.get('after'));
  return pageReply(call, {
    kind: 'idps',
    limit: limitOf(call.query, { fallback: 20, maximum: 200 }),
    items: [...call.org.identityProviders.scan(after)].filter(
      ({ record }) => record.name.toLowerCase().includes(q) && (type === null || record.type === type),
    ),
    render: (idp) => render(idp, call.baseUrl),
  });
}

function get(call: Call): Reply {
  const id = call.params['idpId'] ?? '';
  const idp = call.org.identityProviders.get(id);
  if (!idp) throw resourceNotFound(id, 'IdentityProvider');
  return ok(render(idp, call.baseUrl));
}

function create(call: Call): Reply {
  const name = textAt(call.body, 'name') ?? '';
  const type = textAt(call.body, 'type') ?? '';
  if (name === '' || name.length > 100) throw validationFailed('name', 'name: must have 1 to 100 characters');
  if (type === '') throw validationFailed('type', 'type: The field cannot be left blank');
  if ([...call.org.identityProviders.scan()].some(({ record }) => record.name === name)) {
    throw validationFailed('name', 'name: There is already an identity provider with this name');
  }
  const now = call.org.isoNow();
  const { protocol, policy, properties } = call.body;
  const idp: IdentityProviderRecord = {
    id: call.org.ids.take('0oa'),
    type,
    name,
    status: 'ACTIVE',
    created: now,
    lastUpdated: now,
    given: {
      ...(objectAt(call.body, 'protocol') && { protocol }),
      ...(objectAt(call.body, 'policy') && { policy }),
      ...(objectAt(call.body, 'properties') && { properties }),
    },
  };
  call.org.identityProviders.put(idp);
  const target = { id: idp.id, type: 'IdentityProvider', alternateId: name, displayName: name, detailEntry: null };
  logChange(call, { eventType: 'system.idp.lifecycle.create', targets: [target] });
  return ok(render(idp, call.baseUrl));
}

export const identityProviderRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: list },
  { method: 'POST', path: BASE, handle: create },
  { method: 'GET', path: `${BASE}/{idpId}`, handle: get },
];
