import type { OktaError } from '../okta-error.ts';
import { validationFailed } from '../okta-error.ts';

/** An attribute of a profile schema (Okta: UserSchemaAttribute), as far as profiles are checked against it. */
export interface SchemaAttribute {
  title?: string;
  type: string;
  maxLength?: number | null;
  minLength?: number | null;
  pattern?: string | null;
  enum?: unknown[] | null;
  required?: boolean | null;
  items?: { type?: string; enum?: unknown[] };
  [name: string]: unknown;
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array'];
const NAME = /^[A-Za-z][A-Za-z0-9_]*$/;

interface Subschemas {
  base: ReadonlyMap<string, SchemaAttribute>;
  custom: ReadonlyMap<string, SchemaAttribute>;
}

/** An attribute with what Okta adds where nothing is said. */
export function withDefaults(given: Record<string, unknown>): SchemaAttribute {
  return {
    mutability: 'READ_WRITE',
    scope: 'NONE',
    permissions: [{ principal: 'SELF', action: 'READ_ONLY' }],
    master: { type: 'PROFILE_MASTER' },
    ...given,
    type: typeof given['type'] === 'string' ? given['type'] : 'string',
  };
}

function refuse(name: string, cause: string): OktaError {
  return validationFailed(name, `${name}: ${cause}`);
}

/** Why Okta does not take a custom attribute (Okta: updateUserProfile); undefined when it does. */
export function faultOfAttribute(name: string, given: unknown, schema: Subschemas): OktaError | undefined {
  const before = schema.custom.get(name);
  if (given === null) return before ? undefined : refuse(name, 'The property to remove does not exist');
  if (typeof given !== 'object' || Array.isArray(given)) return refuse(name, 'Must be an object or null');
  if (!NAME.test(name))
    return refuse(name, 'Only letters, digits and underscores are allowed, beginning with a letter');
  const clash = [...schema.base.keys(), ...schema.custom.keys()].find(
    (other) => other !== name && other.toLowerCase() === name.toLowerCase(),
  );
  if (schema.base.has(name) || clash) return refuse(name, 'The property name collides with an existing property');
  return faultOfDefinition(name, given as Record<string, unknown>, before);
}

function faultOfDefinition(
  name: string,
  given: Record<string, unknown>,
  before: SchemaAttribute | undefined,
): OktaError | undefined {
  const { type = before?.type, title = before?.title, items = before?.items, enum: values, oneOf } = given;
  if (typeof type !== 'string' || !TYPES.includes(type)) return refuse(name, `type must be one of ${TYPES.join(', ')}`);
  if (before && before.type !== type) return refuse(name, 'The type of an existing property cannot be changed');
  if (typeof title !== 'string' || title === '') return refuse(name, 'title: The field cannot be left blank');
  if (type === 'array' && typeof items !== 'object') return refuse(name, 'items are required for an array');
  if (Array.isArray(oneOf) && !Array.isArray(values)) return refuse(name, 'oneOf needs enum');
  if (Array.isArray(values) && new Set(values).size !== values.length) return refuse(name, 'enum must be unique');
  return undefined;
}
