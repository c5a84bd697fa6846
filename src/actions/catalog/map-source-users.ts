import type { z } from 'zod';
import type { ProfileSchema } from '../../okta/schemas/profile-schema.js';
import type { MappedUsers, SourceMapping } from '../../okta/schemas/source-mapping.js';

type Attributes = Record<string, unknown>;
type Mapping = z.output<typeof SourceMapping>;
type Mapped = z.output<typeof MappedUsers>;

interface Names {
  /** Names of the schema. */
  known: readonly string[];
  required: readonly string[];
  /** The attribute of a record that a name of the schema stands for. */
  sourceOf: (name: string) => string;
}

function namesOf({ definitions }: z.output<typeof ProfileSchema>, mapping: Record<string, string>): Names {
  const parts = [definitions?.base, definitions?.custom];
  return {
    known: parts.flatMap((part) => Object.keys(part?.properties ?? {})),
    required: parts.flatMap((part) => part?.required ?? []),
    sourceOf: (name) => (Object.hasOwn(mapping, name) ? (mapping[name] ?? name) : name),
  };
}

/** Text of a value, as the import takes nothing else; undefined for lists and objects. */
function textOf(value: unknown): string | null | undefined {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

const valueOf = (record: Attributes, name: string): unknown => (Object.hasOwn(record, name) ? record[name] : undefined);

function profileOf(record: Attributes, { known, sourceOf }: Names): Record<string, string | null> {
  const entries = known.flatMap((name) => {
    const text = textOf(valueOf(record, sourceOf(name)));
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(entries);
}

function reasonsAgainst(externalId: string, profile: Attributes, { required }: Names): string[] {
  const missing = required.filter((name) => (valueOf(profile, name) ?? '') === '');
  return [
    ...(externalId === '' ? ['It has no external id'] : []),
    ...(externalId.length > 512 ? ['Its external id is longer than 512 characters'] : []),
    ...missing.map((name) => `It has no ${name}, which the schema requires`),
  ];
}

/** The attributes of the records that no name of the schema takes up; the external id is used otherwise. */
function ignoredOf({ users, externalIdKey }: Mapping, { known, sourceOf }: Names): string[] {
  const used = new Set([externalIdKey, ...known.map(sourceOf)]);
  return [...new Set(users.flatMap((record) => Object.keys(record)))].filter((name) => !used.has(name));
}

/** Maps records onto the attributes of an app's user schema. Pure. */
export function mapSourceUsers(schema: z.output<typeof ProfileSchema>, input: Mapping): Mapped {
  const names = namesOf(schema, input.mapping ?? {});
  const result: Mapped = { profiles: [], ignoredAttributes: ignoredOf(input, names), rejected: [] };
  for (const [index, record] of input.users.entries()) {
    const externalId = textOf(valueOf(record, input.externalIdKey)) ?? '';
    const profile = profileOf(record, names);
    const reasons = reasonsAgainst(externalId, profile, names);
    if (reasons.length === 0) result.profiles.push({ externalId, profile });
    else result.rejected.push({ index, externalId: externalId === '' ? null : externalId, reasons });
  }
  return result;
}
