import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { compileQuery } from '../query/query-rules.ts';
import { comparisonsOf, parseScim } from '../query/scim-parser.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import type { EntitlementRecord, GovernanceGrantRecord } from '../state/governance.ts';
import { campaignRoutes } from './governance-campaigns.ts';
import { authored, governanceFilter, governancePage } from './governance-page.ts';
import { missingParameter, objectAt, textAt } from './user-input.ts';

const BASE = '/governance/api/v1';

const entitlementFilter = governanceFilter(
  ['parent.externalId', 'parent.type', 'parentResourceOrn'],
  ['name', 'created'],
);
const TARGETS = ['target.externalId', 'targetResourceOrn'];
const grantFilter = governanceFilter(
  [...TARGETS, 'target.type', 'targetPrincipalOrn', 'targetPrincipal.externalId', 'targetPrincipal.type'].concat([
    'entitlementBundleId',
    'entitlements.id',
    'entitlements.values.id',
    'action',
  ]),
);

function requiredFilter(call: Call): string {
  const filter = call.query.get('filter');
  if (filter === null) throw missingParameter('filter');
  return filter;
}

const appOrn = (call: Call, appId: string): string =>
  `orn:okta:idp:${call.org.orgId}:apps:${call.org.apps.get(appId)?.name ?? 'unknown'}:${appId}`;

function pathApp(call: Call, parent: Record<string, unknown> | undefined, field: string): string {
  const id = textAt(parent, 'externalId') ?? '';
  if (textAt(parent, 'type') !== 'APPLICATION') throw validationFailed(field, `${field}.type: must be APPLICATION`);
  if (!call.org.apps.get(id)) throw resourceNotFound(id, 'AppInstance');
  return id;
}

function renderEntitlement(
  call: Call,
  { appId, values: _values, ...entitlement }: EntitlementRecord,
): Record<string, unknown> {
  const self = `${call.baseUrl}${BASE}/entitlements/${entitlement.id}`;
  return {
    ...entitlement,
    parent: { externalId: appId, type: 'APPLICATION' },
    parentResourceOrn: appOrn(call, appId),
    _links: { self: { href: self }, values: { href: `${self}/values` } },
  };
}

function listEntitlements(call: Call): Reply {
  return governancePage(call, {
    store: call.org.governance.entitlements,
    fields: (entitlement) => renderEntitlement(call, entitlement),
    matches: compileQuery(entitlementFilter, requiredFilter(call)),
    render: (entitlement) => renderEntitlement(call, entitlement),
    order: 'name asc',
    metadata: (total) => ({ total }),
  });
}

function createEntitlement(call: Call): Reply {
  const { body, org } = call;
  const appId = pathApp(call, objectAt(body, 'parent'), 'parent');
  const values = Array.isArray(body['values']) ? (body['values'] as Record<string, unknown>[]) : [];
  const name = textAt(body, 'name') ?? '';
  if (name === '') throw validationFailed('name', 'name: The field cannot be left blank');
  const multiValue = body['multiValue'] === true;
  const entitlement: EntitlementRecord = {
    id: org.ids.take('esp'),
    name,
    externalValue: textAt(body, 'externalValue') ?? name,
    description: textAt(body, 'description') ?? null,
    multiValue,
    required: false,
    dataType: multiValue ? 'array' : 'string',
    appId,
    values: values.map((value) => ({
      id: org.ids.take('ent'),
      name: textAt(value, 'name') ?? '',
      externalValue: textAt(value, 'externalValue') ?? '',
    })),
    ...authored(call),
  };
  org.governance.entitlements.put(entitlement);
  return { status: 201, body: { ...renderEntitlement(call, entitlement), values: entitlement.values } };
}

function renderGrant(call: Call, grant: GovernanceGrantRecord): Record<string, unknown> {
  const { appId, principalId, scheduleSettings, ...visible } = grant;
  return {
    ...visible,
    ...(scheduleSettings && { scheduleSettings }),
    status: 'ACTIVE',
    target: { externalId: appId, type: 'APPLICATION' },
    targetResourceOrn: appOrn(call, appId),
    targetPrincipal: { externalId: principalId, type: 'OKTA_USER' },
    targetPrincipalOrn: `orn:okta:directory:${call.org.orgId}:users:${principalId}`,
    _links: { self: { href: `${call.baseUrl}${BASE}/grants/${grant.id}` } },
  };
}

/** A filter must name one target, and no more than one (examples of Okta's description). */
function refuseOtherTargets(filter: string): void {
  const targets = comparisonsOf(parseScim(filter)).filter(({ attribute }) => TARGETS.includes(attribute));
  if (targets.length === 1) return;
  const cause = targets.length === 0 ? 'Cannot find value found for' : 'Multiple values found for';
  throw new OktaError('E0000029', { summary: 'Invalid filter', causes: [`${cause} target resource`] });
}

function listGrants(call: Call): Reply {
  const filter = requiredFilter(call);
  const matches = compileQuery(grantFilter, filter);
  refuseOtherTargets(filter);
  return governancePage(call, {
    store: call.org.governance.grants,
    fields: (grant) => renderGrant(call, grant),
    matches,
    render: (grant) => renderGrant(call, grant),
  });
}

/** The entitlements of the request, each of the app and with values that it has. */
function readEntitlements(call: Call, appId: string): GovernanceGrantRecord['entitlements'] {
  const given = call.body['entitlements'];
  if (!Array.isArray(given) || given.length === 0) {
    throw validationFailed('entitlements', 'entitlements: The field cannot be left blank');
  }
  return given.map(({ id, values = [] }: { id: string; values?: { id: string }[] }) => {
    const entitlement = call.org.governance.entitlements.get(id);
    if (!entitlement || entitlement.appId !== appId) throw resourceNotFound(id, 'Entitlement');
    const known = new Set(entitlement.values.map((value) => value.id));
    const unknown = values.find((value) => !known.has(value.id));
    if (unknown) throw resourceNotFound(unknown.id, 'EntitlementValue');
    return { id, values: values.map((value) => ({ id: value.id })) };
  });
}

function createGrant(call: Call): Reply {
  const { body } = call;
  const grantType = textAt(body, 'grantType') ?? 'ENTITLEMENT-BUNDLE';
  const principalId = textAt(objectAt(body, 'targetPrincipal'), 'externalId') ?? '';
  if (!call.org.users.get(principalId)) throw resourceNotFound(principalId, 'User');
  // Bundles are not kept here, so there is none to be found.
  if (grantType === 'ENTITLEMENT-BUNDLE')
    throw resourceNotFound(String(body['entitlementBundleId']), 'EntitlementBundle');
  const appId = pathApp(call, objectAt(body, 'target'), 'target');
  const grant: GovernanceGrantRecord = {
    id: call.org.ids.take('0gg'),
    grantType,
    action: textAt(body, 'action') ?? 'ALLOW',
    actor: textAt(body, 'actor') ?? 'API',
    appId,
    principalId,
    entitlements: grantType === 'POLICY' ? [] : readEntitlements(call, appId),
    scheduleSettings: objectAt(body, 'scheduleSettings') ?? null,
    ...authored(call),
  };
  call.org.governance.grants.put(grant);
  return { status: 201, body: renderGrant(call, grant) };
}

function getGrant(call: Call): Reply {
  const id = call.params['grantId'] ?? '';
  const grant = call.org.governance.grants.get(id);
  if (!grant) throw resourceNotFound(id, 'Grant');
  return ok(renderGrant(call, grant));
}

export const governanceRoutes: Route[] = [
  ...campaignRoutes,
  { method: 'GET', path: `${BASE}/entitlements`, handle: listEntitlements },
  { method: 'POST', path: `${BASE}/entitlements`, handle: createEntitlement },
  { method: 'GET', path: `${BASE}/grants`, handle: listGrants },
  { method: 'POST', path: `${BASE}/grants`, handle: createGrant },
  { method: 'GET', path: `${BASE}/grants/{grantId}`, handle: getGrant },
];
