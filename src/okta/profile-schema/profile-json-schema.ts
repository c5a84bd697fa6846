import type { ProfileAttribute, ProfileSchema } from './profile-schema.js';

export type JsonSchema = Record<string, unknown>;

/** What a profile is used for: all of a new one, changes of an old one (null clears an attribute), or an answer. */
export type ProfileUse = 'whole' | 'change' | 'answer';

/** What this service takes for an attribute at most, beside what Okta does. */
export interface AttributeBounds {
  maxLength: number;
  maxItems: number;
  description?: string;
}

export interface ProfileContext {
  use: ProfileUse;
  boundsOf: (name: string) => AttributeBounds;
}

/**
 * Okta's profile schema (JSON Schema draft 4 with additions) as `properties` and `required` of JSON Schema 2020-12.
 * Attributes that nobody may write are not in inputs, those that nobody may read not in answers. Whatever Okta says
 * beyond JSON Schema is in `x-okta`.
 */
export function profileProperties(schema: ProfileSchema, context: ProfileContext) {
  const shown = schema.attributes.filter(({ mutability }) => mutability !== HIDDEN[context.use]);
  return {
    properties: Object.fromEntries(shown.map((attribute) => [attribute.name, attributeSchema(attribute, context)])),
    required: context.use === 'whole' ? shown.filter(({ isRequired }) => isRequired).map(({ name }) => name) : [],
  };
}

const HIDDEN = { whole: 'READ_ONLY', change: 'READ_ONLY', answer: 'WRITE_ONLY' } as const;

function attributeSchema(attribute: ProfileAttribute, { use, boundsOf }: ProfileContext): JsonSchema {
  const { name, title, mutability } = attribute;
  const bounds = boundsOf(name);
  const nullable = use !== 'whole' || !attribute.isRequired;
  const description = attribute.description || bounds.description;
  return {
    title: title || name,
    ...(description && { description }),
    ...valueSchema(attribute, { nullable, bounds: use === 'answer' ? undefined : bounds }),
    ...(use === 'whole' && attribute.default != null && { default: attribute.default }),
    ...(use === 'answer' && mutability === 'READ_ONLY' && { readOnly: true }),
    'x-okta': oktaFacts(attribute),
  };
}

interface ValueContext {
  nullable: boolean;
  /** Undefined: what Okta answers has no bounds of ours. */
  bounds: AttributeBounds | undefined;
}

function valueSchema(attribute: ProfileAttribute, { nullable, bounds }: ValueContext): JsonSchema {
  const type = attribute.type ?? 'string';
  return {
    ...(TYPES.has(type) && { type: nullable ? [type, 'null'] : type }),
    ...choices(attribute, { nullable }),
    ...(type === 'string' && textLimits(attribute, bounds)),
    ...((type === 'number' || type === 'integer') && numberLimits(attribute)),
    ...(type === 'array' && { items: itemSchema(attribute, bounds), ...(bounds && { maxItems: bounds.maxItems }) }),
  };
}

const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);

type Choices = Pick<ProfileAttribute, 'enum' | 'oneOf'>;

/** Okta names the values in `enum`; `oneOf` adds titles to them, sometimes with the number as text. */
function choices({ enum: values, oneOf }: Choices, { nullable }: { nullable: boolean }): JsonSchema {
  const titles = new Map((oneOf ?? []).map((choice) => [String(choice.const), choice.title]));
  const all = values?.length ? values : (oneOf ?? []).map((choice) => choice.const);
  const distinct = [...new Set(all)];
  if (distinct.length === 0) return {};
  if (titles.size === 0) return { enum: nullable ? [...distinct, null] : distinct };
  const named = distinct.map((value) => ({ const: value, title: titles.get(String(value)) || String(value) }));
  return { oneOf: nullable ? [...named, { type: 'null' }] : named };
}

function textLimits({ minLength, maxLength, pattern, format }: ProfileAttribute, bounds?: AttributeBounds): JsonSchema {
  const longest = Math.min(maxLength ?? Infinity, bounds?.maxLength ?? Infinity);
  const whole = pattern ? `^(?:${pattern})$` : undefined;
  return {
    ...(minLength != null && { minLength }),
    ...(longest !== Infinity && { maxLength: longest }),
    ...(whole !== undefined && isPattern(whole) && { pattern: whole }),
    ...(format && { format }),
  };
}

function numberLimits({ minimum, maximum }: ProfileAttribute): JsonSchema {
  return { ...(minimum != null && { minimum }), ...(maximum != null && { maximum }) };
}

function itemSchema({ items }: ProfileAttribute, bounds: AttributeBounds | undefined): JsonSchema {
  const type = items?.type ?? 'string';
  return {
    ...(TYPES.has(type) && { type }),
    ...(items && choices(items, { nullable: false })),
    ...(type === 'string' && bounds && { maxLength: bounds.maxLength }),
  };
}

/** Okta's patterns are Java's and match the whole value; one that JavaScript cannot read would only mislead. */
function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}

/** `permissions` is what people may do with their own attribute, `master` who decides its value. */
function oktaFacts({ custom, mutability, master, unique, permissions, externalName }: ProfileAttribute): JsonSchema {
  return {
    custom,
    ...(mutability && { mutability }),
    ...(master?.type && { master: master.type }),
    ...(unique && { unique }),
    ...(externalName && { externalName }),
    ...(permissions?.length && { permissions: permissions.map(({ principal, action }) => ({ principal, action })) }),
  };
}
