import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import { decodePlace } from '../query/cursors.ts';
import { compileQuery, realmSearchRules } from '../query/query-rules.ts';
import { sortKeyOf } from '../query/scim-evaluate.ts';
import { afterPlace, limitOf, pageReply, sortRecords } from '../server/paging.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { Placed } from '../state/ordered-store.ts';
import type { RealmRecord } from '../state/realms.ts';
import { objectAt, textAt } from './user-input.ts';

const NOT_IN_DOMAINS = /[!$%^&()=*+,:;<>'[\]|/?\\]/;

function renderRealm(call: Call, realm: RealmRecord): Record<string, unknown> {
  const self = { href: `${call.baseUrl}/api/v1/realms/${realm.id}`, rel: 'self', method: 'GET' };
  return { ...realm, _links: { self } };
}

function pathRealm(call: Call): RealmRecord {
  const id = call.params['realmId'] ?? '';
  const realm = call.org.realms.records.get(id);
  if (!realm) throw resourceNotFound(id, 'Realm');
  return realm;
}

function selectRealms(call: Call, after: number): Iterable<Placed<RealmRecord>> {
  const search = call.query.get('search');
  if (search === null) return call.org.realms.records.scan(after);
  const matches = compileQuery(realmSearchRules, search);
  const found = [...call.org.realms.records.scan(-1, 'index')].filter(({ record }) => matches(record));
  const sortBy = call.query.get('sortBy');
  if (sortBy === null) return found.filter(({ seq }) => seq > after);
  const descending = call.query.get('sortOrder')?.toLowerCase() === 'desc';
  return afterPlace(
    sortRecords(found, (realm) => sortKeyOf(realm, sortBy), descending),
    after,
  );
}

function listRealms(call: Call): Reply {
  return pageReply(call, {
    kind: 'realms',
    limit: limitOf(call.query, { fallback: call.query.has('search') ? 10 : 200, maximum: 200 }),
    items: selectRealms(call, decodePlace('realms', call.query.get('after'))),
    render: (realm) => renderRealm(call, realm),
  });
}

function readProfile(call: Call, self?: RealmRecord): RealmRecord['profile'] {
  const given = objectAt(call.body, 'profile') ?? {};
  const { domains } = given;
  const name = textAt(given, 'name') ?? '';
  if (name === '') throw validationFailed('name', 'name: The field cannot be left blank');
  const taken = [...call.org.realms.records.scan()].some(
    ({ record }) => record.id !== self?.id && record.profile.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken)
    throw validationFailed('name', 'name: An object with this field already exists in the current organization');
  const realmType = textAt(given, 'realmType') ?? 'DEFAULT';
  if (!Array.isArray(domains)) return { name, realmType };
  if (domains.some((domain) => NOT_IN_DOMAINS.test(String(domain)))) {
    throw validationFailed('domains', 'domains: Does not match required pattern');
  }
  return { name, realmType, domains: domains.map((domain) => String(domain).toLowerCase()) };
}

function logRealm(call: Call, { id, profile }: RealmRecord, change: 'create' | 'update' | 'delete'): void {
  const target = { id, type: 'Realm', alternateId: 'unknown', displayName: profile.name, detailEntry: null };
  logChange(call, { eventType: `directory.realm.lifecycle.${change}`, targets: [target] });
}

function createRealm(call: Call): Reply {
  const created = call.org.isoNow();
  const profile = readProfile(call);
  const realm = { id: call.org.ids.take('guo'), isDefault: false, created, lastUpdated: created, profile };
  call.org.realms.records.put(realm);
  logRealm(call, realm, 'create');
  return ok(renderRealm(call, realm));
}

function replaceRealm(call: Call): Reply {
  const realm = pathRealm(call);
  const saved = { ...realm, profile: readProfile(call, realm), lastUpdated: call.org.isoNow() };
  call.org.realms.records.put(saved);
  logRealm(call, saved, 'update');
  return ok(renderRealm(call, saved));
}

/** Neither the default realm nor one with users (Okta: deleteRealm). */
function deleteRealm(call: Call): Reply {
  const realm = pathRealm(call);
  const inhabited = [...call.org.users.scan()].some(({ record }) => record.realmId === realm.id);
  if (realm.isDefault || inhabited) throw new OktaError('E0000178');
  call.org.realms.records.remove(realm.id);
  logRealm(call, realm, 'delete');
  return noContent;
}

const BASE = '/api/v1/realms';

export const realmRoutes: Route[] = [
  { method: 'GET', path: BASE, handle: listRealms },
  { method: 'POST', path: BASE, handle: createRealm },
  { method: 'GET', path: `${BASE}/{realmId}`, handle: (call) => ok(renderRealm(call, pathRealm(call))) },
  { method: 'PUT', path: `${BASE}/{realmId}`, handle: replaceRealm },
  { method: 'DELETE', path: `${BASE}/{realmId}`, handle: deleteRealm },
];
