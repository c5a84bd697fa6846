import type { OktaError } from '../okta-error.ts';
import { validationFailed } from '../okta-error.ts';
import { baseProfileProperties } from './profile-schema.ts';
import type { Profile } from './records.ts';
import type { SchemaAttribute } from './schema-attribute.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const FOUR_BYTES = /[\u{10000}-\u{10ffff}]/u;

/** Properties a profile may have besides the base ones. */
export type CustomProperties = ReadonlyMap<string, SchemaAttribute>;

interface Fault {
  field: string;
  cause: string;
}

/** Tells whether a text holds characters Okta does not store: more than three bytes in UTF-8, e.g. emoji. */
export function hasFourByteCharacters(text: string): boolean {
  return FOUR_BYTES.test(text);
}

function faultOfValue(name: string, value: unknown, custom: CustomProperties): Fault | undefined {
  if (value === null || value === undefined) return undefined;
  const base = baseProfileProperties[name];
  if (!base) return faultOfCustomValue(name, value, custom);
  if (typeof value !== 'string') return { field: name, cause: `${name}: Incorrect type. Expecting string` };
  if (hasFourByteCharacters(value)) {
    return { field: name, cause: `${name}: Characters encoded with more than three bytes are not supported` };
  }
  if (value.length > base.maxLength) {
    return {
      field: name,
      cause: `${name}: String is too long (${value.length} chars), maximum allowed: ${base.maxLength}`,
    };
  }
  if (name === 'email' && !EMAIL.test(value)) return { field: name, cause: 'email: Does not match required pattern' };
  if (name === 'login' && (!EMAIL.test(value) || value.length < 5)) {
    return { field: name, cause: 'login: Username must be in the form of an email address' };
  }
  return undefined;
}

function faultOfCustomValue(name: string, value: unknown, custom: CustomProperties): Fault | undefined {
  const property = custom.get(name);
  if (!property) {
    return { field: 'newUser', cause: `${name}: The following property is not defined in the user schema: ${name}` };
  }
  const cause = causeAgainst(property, value);
  return cause === undefined ? undefined : { field: name, cause: `${name}: ${cause}` };
}

function causeAgainst(property: SchemaAttribute, value: unknown): string | undefined {
  const actual = Array.isArray(value) ? 'array' : typeof value;
  const expected = property.type === 'integer' ? 'number' : property.type;
  if (actual !== expected || (property.type === 'integer' && !Number.isInteger(value))) {
    return `Incorrect type. Expecting ${property.type}`;
  }
  if (Array.isArray(value)) return causeOfItems(property, value);
  if (property.enum && !property.enum.includes(value)) return 'Value is not one of the permitted values';
  return typeof value === 'string' ? causeOfText(property, value) : undefined;
}

function causeOfItems({ items }: SchemaAttribute, values: unknown[]): string | undefined {
  const type = items?.type === 'integer' ? 'number' : items?.type;
  if (type !== undefined && values.some((value) => typeof value !== type)) return `Incorrect type. Expecting ${type}`;
  if (items?.enum && values.some((value) => !items.enum?.includes(value))) {
    return 'Value is not one of the permitted values';
  }
  return undefined;
}

function causeOfText({ minLength, maxLength, pattern }: SchemaAttribute, value: string): string | undefined {
  if (hasFourByteCharacters(value)) return 'Characters encoded with more than three bytes are not supported';
  if (typeof maxLength === 'number' && value.length > maxLength) {
    return `String is too long (${value.length} chars), maximum allowed: ${maxLength}`;
  }
  if (typeof minLength === 'number' && value.length < minLength) {
    return `String is too short (${value.length} chars), minimum allowed: ${minLength}`;
  }
  return pattern && !new RegExp(pattern).test(value) ? 'Does not match required pattern' : undefined;
}

function missingFaults(profile: Profile, custom: CustomProperties): Fault[] {
  return [...Object.entries(baseProfileProperties), ...custom]
    .filter(([name, property]) => property.required && (profile[name] ?? '') === '')
    .map(([field]) => ({ field, cause: `${field}: The field cannot be left blank` }));
}

/**
 * Checks a whole profile: required attributes, unknown attributes, lengths, formats, characters of at most three bytes.
 * @returns undefined when sound, otherwise E0000001 with one cause per fault
 */
export function faultOfProfile(profile: Profile, custom: CustomProperties): OktaError | undefined {
  const faults = missingFaults(profile, custom);
  for (const [name, value] of Object.entries(profile)) {
    const fault = faultOfValue(name, value, custom);
    if (fault) faults.push(fault);
  }
  const first = faults[0];
  return first && validationFailed(first.field, ...faults.map((fault) => fault.cause));
}

/** The profile without nulls: Okta leaves unset attributes out or null; a null in a request clears. */
export function mergeProfile(current: Profile, change: Profile): Profile {
  return Object.fromEntries(Object.entries({ ...current, ...change }).filter(([, value]) => value !== null));
}
