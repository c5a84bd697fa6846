import { OktaError, resourceNotFound, validationFailed } from '../okta-error.ts';
import type { Reply } from '../server/reply.ts';
import { noContent, ok } from '../server/reply.ts';
import type { Call, Route } from '../server/route.ts';
import type { UserTypeRecord } from '../state/profile-schemas.ts';
import { schemaIdOf } from '../state/profile-schemas.ts';
import { textAt } from './user-input.ts';

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

function renderType(call: Call, type: UserTypeRecord): Record<string, unknown> {
  const self = `${call.baseUrl}/api/v1/meta/types/user/${type.id}`;
  const schema = `${call.baseUrl}/api/v1/meta/schemas/user/${schemaIdOf(type.id)}`;
  return {
    ...type,
    _links: {
      schema: { rel: 'schema', href: schema, method: 'GET' },
      self: { rel: 'self', href: self, method: 'GET' },
    },
  };
}

function pathType(call: Call): UserTypeRecord {
  const id = call.params['typeId'] ?? '';
  const type = id === 'default' ? call.org.schemas.types.get(call.org.userTypeId) : call.org.schemas.types.get(id);
  if (!type) throw resourceNotFound(id, 'UserType');
  return type;
}

function createType(call: Call): Reply {
  const [name, displayName] = [textAt(call.body, 'name') ?? '', textAt(call.body, 'displayName') ?? ''];
  if (!NAME.test(name)) throw validationFailed('name', 'name: Does not match required pattern');
  if (displayName === '') throw validationFailed('displayName', 'displayName: The field cannot be left blank');
  if ([...call.org.schemas.types.values()].some((type) => type.name.toLowerCase() === name.toLowerCase())) {
    throw validationFailed('name', 'name: An object with this field already exists in the current organization');
  }
  const description = textAt(call.body, 'description') ?? '';
  const by = call.actor.userId ?? 'unknown';
  return ok(
    renderType(call, call.org.schemas.addType({ id: call.org.ids.take('oty'), name, displayName, description, by })),
  );
}

function updateType(call: Call): Reply {
  const type = pathType(call);
  Object.assign(type, {
    displayName: textAt(call.body, 'displayName') ?? type.displayName,
    description: textAt(call.body, 'description') ?? type.description,
    lastUpdated: call.org.isoNow(),
    lastUpdatedBy: call.actor.userId ?? 'unknown',
  });
  return ok(renderType(call, type));
}

/** Neither the default type nor one that users have (Okta: deleteUserType). */
function deleteType(call: Call): Reply {
  const type = pathType(call);
  const inUse = [...call.org.users.scan()].some(({ record }) => record.type.id === type.id);
  if (type.default || inUse) throw new OktaError('E0000038', { causes: ['The user type is in use'] });
  call.org.schemas.removeType(type.id);
  return noContent;
}

const BASE = '/api/v1/meta/types/user';

export const userTypeRoutes: Route[] = [
  {
    method: 'GET',
    path: BASE,
    handle: (call) => ok([...call.org.schemas.types.values()].map((type) => renderType(call, type))),
  },
  { method: 'POST', path: BASE, handle: createType },
  { method: 'GET', path: `${BASE}/{typeId}`, handle: (call) => ok(renderType(call, pathType(call))) },
  { method: 'POST', path: `${BASE}/{typeId}`, handle: updateType },
  { method: 'DELETE', path: `${BASE}/{typeId}`, handle: deleteType },
];
