import { resourceNotFound, validationFailed } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import { logChange } from '../server/route.ts';
import type { ProfileSchema, SchemaChange } from '../state/profile-schemas.ts';
import { schemaIdOf } from '../state/profile-schemas.ts';
import type { AppRecord } from '../state/records.ts';
import type { SchemaAttribute } from '../state/schema-attribute.ts';
import { objectAt, textAt } from './user-input.ts';

interface Shown {
  /** Path below `/meta/schemas`. */
  path: string;
  name: string;
}

/** `required` of an attribute is a list beside the attributes, as in JSON Schema draft 4. */
function renderSubschema(id: string, attributes: ReadonlyMap<string, SchemaAttribute>): Record<string, unknown> {
  const names = [...attributes.keys()];
  return {
    id,
    type: 'object',
    properties: Object.fromEntries([...attributes].map(([name, { required: _, ...shown }]) => [name, shown])),
    required: names.filter((name) => attributes.get(name)?.required),
  };
}

function renderSchema(call: Call, schema: ProfileSchema, { path, name }: Shown): Record<string, unknown> {
  return {
    id: `${call.baseUrl}/meta/schemas/${path}`,
    $schema: 'http://json-schema.org/draft-04/schema#',
    name,
    title: schema.title,
    type: 'object',
    created: schema.created,
    lastUpdated: schema.lastUpdated,
    definitions: { base: renderSubschema('#base', schema.base), custom: renderSubschema('#custom', schema.custom) },
    properties: { profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] } },
    _links: { self: { href: `${call.baseUrl}/api/v1/meta/schemas/${path}`, method: 'GET', rel: 'self' } },
  };
}

function changeIn(body: Record<string, unknown>): SchemaChange {
  const definitions = objectAt(body, 'definitions') ?? {};
  const title = textAt(body, 'title');
  const change = {
    base: objectAt(objectAt(definitions, 'base') ?? {}, 'properties') ?? {},
    custom: objectAt(objectAt(definitions, 'custom') ?? {}, 'properties') ?? {},
    ...(title !== undefined && { title }),
  };
  if (JSON.stringify(body) === '{}') throw validationFailed('definitions', 'definitions: must not be empty');
  return change;
}

const SYSTEM_ENTITY = { type: 'Schema', alternateId: 'unknown', detailEntry: null };

/** Applies the change of the call, tells the log; gives the names that are gone. */
function applyChange(call: Call, schema: ProfileSchema, name: string): string[] {
  const removed = call.org.schemas.update(schema, changeIn(call.body));
  const target = { ...SYSTEM_ENTITY, id: name, displayName: schema.title };
  logChange(call, { eventType: 'directory.user_profile.update', targets: [target] });
  return removed;
}

function pathUserSchema(call: Call): { schema: ProfileSchema; shown: Shown; typeId: string } {
  const schemaId = call.params['schemaId'] ?? '';
  const type = call.org.schemas.typeOfSchema(schemaId);
  if (!type) throw resourceNotFound(schemaId, 'UserSchema');
  const id = type.default ? 'default' : schemaIdOf(type.id);
  return { schema: call.org.schemas.ofType(type.id), shown: { path: `user/${id}`, name: type.name }, typeId: type.id };
}

function getUserSchema(call: Call): Reply {
  const { schema, shown } = pathUserSchema(call);
  return ok(renderSchema(call, schema, shown));
}

/** Values of an attribute that is gone leave the profiles at once; at Okta it takes a while. */
function updateUserSchema(call: Call): Reply {
  const { schema, shown, typeId } = pathUserSchema(call);
  const removed = applyChange(call, schema, shown.path);
  for (const { record } of removed.length > 0 ? [...call.org.users.scan()] : []) {
    if (record.type.id !== typeId || !removed.some((name) => name in record.profile)) continue;
    const kept = Object.entries(record.profile).filter(([name]) => !removed.includes(name));
    call.org.putUser({ ...record, profile: Object.fromEntries(kept) });
  }
  return ok(renderSchema(call, schema, shown));
}

const GROUP: Shown = { path: 'group/default', name: 'group' };

function getGroupSchema(call: Call): Reply {
  return ok(renderSchema(call, call.org.schemas.group, GROUP));
}

function updateGroupSchema(call: Call): Reply {
  applyChange(call, call.org.schemas.group, GROUP.path);
  return getGroupSchema(call);
}

function pathApp(call: Call): AppRecord {
  const id = call.params['appId'] ?? '';
  const app = call.org.apps.get(id);
  if (!app) throw resourceNotFound(id, 'AppInstance');
  return app;
}

const shownOf = (app: AppRecord): Shown => ({ path: `apps/${app.id}/default`, name: app.name });

function getAppSchema(call: Call): Reply {
  const app = pathApp(call);
  return ok(renderSchema(call, call.org.schemas.ofApp(app), shownOf(app)));
}

function updateAppSchema(call: Call): Reply {
  const app = pathApp(call);
  applyChange(call, call.org.schemas.ofApp(app), shownOf(app).path);
  return getAppSchema(call);
}

const BASE = '/api/v1/meta/schemas';

export const schemaRoutes: Route[] = [
  { method: 'GET', path: `${BASE}/user/{schemaId}`, handle: getUserSchema },
  { method: 'POST', path: `${BASE}/user/{schemaId}`, handle: updateUserSchema },
  { method: 'GET', path: `${BASE}/group/default`, handle: getGroupSchema },
  { method: 'POST', path: `${BASE}/group/default`, handle: updateGroupSchema },
  { method: 'GET', path: `${BASE}/apps/{appId}/default`, handle: getAppSchema },
  { method: 'POST', path: `${BASE}/apps/{appId}/default`, handle: updateAppSchema },
];
