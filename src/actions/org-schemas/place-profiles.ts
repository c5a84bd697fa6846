import { PROFILE_KINDS, type ProfileKind } from '../../okta/schemas/profile-place.js';
import {
  profileProperties,
  type AttributeBounds,
  type JsonSchema,
  type ProfileUse,
} from '../../okta/profile-schema/profile-json-schema.js';
import type { ProfileSchema } from '../../okta/profile-schema/profile-schema.js';

export type ProfileSchemas = Partial<Record<ProfileKind, ProfileSchema>>;

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whose profiles have a place in the schema. */
export function profileKindsIn(schema: unknown): ProfileKind[] {
  if (Array.isArray(schema)) return unique(schema.flatMap(profileKindsIn));
  if (!isObject(schema)) return [];
  return unique([...kindOf(schema), ...Object.values(schema).flatMap(profileKindsIn)]);
}

const unique = (kinds: ProfileKind[]) => [...new Set(kinds)];

const kindOf = (node: JsonSchema) => PROFILE_KINDS.filter((kind) => kind === node['x-profile']);

/** The schema with the org's attributes at each place whose profile schema is at hand. Pure. */
export function placeProfiles(schema: JsonSchema, io: 'input' | 'output', profiles: ProfileSchemas): JsonSchema {
  const place = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(place);
    if (!isObject(node)) return node;
    const [kind] = kindOf(node);
    const profile = kind && profiles[kind];
    if (profile) return concrete(node, io, profile);
    return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, place(value)]));
  };
  return isObject(schema)
    ? Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, place(value)]))
    : {};
}

function concrete(node: JsonSchema, io: 'input' | 'output', profile: ProfileSchema): JsonSchema {
  const { description, 'x-profile': kind } = node;
  const { properties, required } = profileProperties(profile, {
    use: io === 'output' ? 'answer' : useOf(node),
    boundsOf: (name) => boundsOf(node, name),
  });
  return {
    type: isNullable(node) ? ['object', 'null'] : 'object',
    ...(description !== undefined && { description }),
    properties,
    ...(required.length > 0 && { required }),
    additionalProperties: io === 'output' ? {} : false,
    'x-profile': kind,
  };
}

/** A place that requires attributes takes whole profiles; one that requires none takes changes. */
function useOf({ required }: JsonSchema): ProfileUse {
  return Array.isArray(required) && required.length > 0 ? 'whole' : 'change';
}

function isNullable({ type, anyOf }: JsonSchema): boolean {
  if (Array.isArray(type)) return type.includes('null');
  return Array.isArray(anyOf) && anyOf.some((one) => isObject(one) && one['type'] === 'null');
}

/** What this service takes beside Okta's limits: the action's own schema is what a run is checked against. */
const ANY_ATTRIBUTE = { maxLength: 4096, maxItems: 1000 };

function boundsOf({ properties }: JsonSchema, name: string): AttributeBounds {
  const known = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (!isObject(known)) return ANY_ATTRIBUTE;
  const { description } = known;
  return {
    ...ANY_ATTRIBUTE,
    maxLength: maxLengthOf(known) ?? ANY_ATTRIBUTE.maxLength,
    ...(typeof description === 'string' && { description }),
  };
}

function maxLengthOf({ maxLength, anyOf }: JsonSchema): number | undefined {
  if (typeof maxLength === 'number') return maxLength;
  const lengths = Array.isArray(anyOf) ? anyOf.filter(isObject).map(maxLengthOf) : [];
  return lengths.find((length) => length !== undefined);
}
