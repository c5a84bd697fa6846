import type { OktaError } from '../okta-error.ts';
import { baseProfileProperties } from './profile-schema.ts';
import type { SchemaAttribute } from './schema-attribute.ts';
import { faultOfAttribute, withDefaults } from './schema-attribute.ts';

/** One profile schema: Okta's own attributes (`base`) and those of the org (`custom`). */
export interface ProfileSchema {
  readonly base: Map<string, SchemaAttribute>;
  readonly custom: Map<string, SchemaAttribute>;
  created: string;
  lastUpdated: string;
  title: string;
}

export interface UserTypeRecord {
  id: string;
  name: string;
  displayName: string;
  description: string;
  default: boolean;
  created: string;
  createdBy: string;
  lastUpdated: string;
  lastUpdatedBy: string;
}

/** What a schema update asks for, by subschema; null removes. */
export interface SchemaChange {
  title?: string;
  base: Record<string, unknown>;
  custom: Record<string, unknown>;
}

interface BaseAttribute {
  title: string;
  maxLength: number;
  required?: boolean;
}

const GROUP_BASE: Record<string, BaseAttribute> = {
  name: { title: 'Name', maxLength: 255, required: true },
  description: { title: 'Description', maxLength: 1024 },
};

const APP_BASE: Record<string, BaseAttribute> = { userName: { title: 'Username', maxLength: 100, required: true } };

const PERSON_BASE: Record<string, BaseAttribute> = {
  ...APP_BASE,
  firstName: { title: 'First name', maxLength: 50 },
  lastName: { title: 'Last name', maxLength: 50 },
  email: { title: 'Email', maxLength: 100, required: true },
};

/** Base attributes of app users by the app's kind; any other has the user name alone. */
const APP_BASES: Record<string, Record<string, BaseAttribute>> = {
  custom_identity_source: {
    ...PERSON_BASE,
    secondEmail: { title: 'Secondary email', maxLength: 100 },
    mobilePhone: { title: 'Mobile phone', maxLength: 100 },
    homeAddress: { title: 'Home address', maxLength: 4096 },
  },
  salesforce: {
    ...PERSON_BASE,
    title: { title: 'Title', maxLength: 80 },
    department: { title: 'Department', maxLength: 80 },
  },
};

function baseAttributes(given: Record<string, BaseAttribute>): Map<string, SchemaAttribute> {
  const entries = Object.entries(given).map(([name, { title, maxLength, required }]) => {
    const format = name === 'email' ? { format: 'email' } : {};
    const attribute = { title, type: 'string', ...format, maxLength, ...(required && { required }) };
    return [name, withDefaults(attribute)] as const;
  });
  return new Map(entries);
}

function newSchema(base: Record<string, BaseAttribute>, title: string, created: string): ProfileSchema {
  return { base: baseAttributes(base), custom: new Map(), created, lastUpdated: created, title };
}

/** The id of a user type's schema: Okta's differ in the prefix only. */
export function schemaIdOf(typeId: string): string {
  return `osc${typeId.slice(3)}`;
}

/** The profile schemas of the org: one per user type, one for groups, one per app. */
export class ProfileSchemas {
  readonly types = new Map<string, UserTypeRecord>();
  readonly group: ProfileSchema;
  readonly defaultTypeId: string;
  private readonly userSchemas = new Map<string, ProfileSchema>();
  private readonly appSchemas = new Map<string, ProfileSchema>();
  private readonly now: () => number;

  constructor(now: () => number, defaultTypeId: string) {
    this.now = now;
    this.defaultTypeId = defaultTypeId;
    this.group = newSchema(GROUP_BASE, 'Okta group', this.iso());
    const description = 'Okta user profile template with default permission settings';
    this.addType({ id: defaultTypeId, name: 'user', displayName: 'User', description, by: defaultTypeId });
  }

  addType(given: { id: string; name: string; displayName: string; description: string; by: string }): UserTypeRecord {
    const { by, ...named } = given;
    const created = this.iso();
    const times = { created, createdBy: by, lastUpdated: created, lastUpdatedBy: by };
    const record = { ...named, default: given.id === this.defaultTypeId, ...times };
    this.types.set(given.id, record);
    this.userSchemas.set(given.id, newSchema(baseProfileProperties, given.displayName, created));
    return record;
  }

  removeType(id: string): void {
    this.types.delete(id);
    this.userSchemas.delete(id);
  }

  /** The type whose schema this is: `default`, or the id in a type's `_links.schema`. */
  typeOfSchema(schemaId: string): UserTypeRecord | undefined {
    const wanted = schemaId === 'default' ? schemaIdOf(this.defaultTypeId) : schemaId;
    return [...this.types.values()].find(({ id }) => schemaIdOf(id) === wanted || id === wanted);
  }

  /** The schema of a user type; the default type's where there is no such type. */
  ofType(typeId: string): ProfileSchema {
    const schema = this.userSchemas.get(typeId) ?? this.userSchemas.get(this.defaultTypeId);
    if (!schema) throw new Error('the default user type is gone');
    return schema;
  }

  /** The schema of an app's users; made when it is first asked for. */
  ofApp(app: { id: string; name: string; label: string; created: string }): ProfileSchema {
    const known = this.appSchemas.get(app.id);
    if (known) return known;
    const kind = Object.keys(APP_BASES).find((name) => app.name.startsWith(name)) ?? '';
    const made = newSchema(APP_BASES[kind] ?? APP_BASE, `${app.label} User`, app.created);
    this.appSchemas.set(app.id, made);
    return made;
  }

  /** Adds an attribute without asking whether Okta would. */
  define(schema: ProfileSchema, name: string, attribute: SchemaAttribute): void {
    schema.custom.set(name, withDefaults(attribute));
    this.touch(schema);
  }

  /**
   * Applies a partial update. @returns the names of custom attributes that are gone
   * @throws OktaError E0000001
   */
  update(schema: ProfileSchema, change: SchemaChange): string[] {
    for (const [name, given] of Object.entries(change.custom)) raise(faultOfAttribute(name, given, schema));
    for (const [name, given] of Object.entries(change.base)) {
      const before = schema.base.get(name);
      if (before && isObject(given)) schema.base.set(name, { ...before, ...given, type: before.type });
    }
    if (change.title !== undefined) schema.title = change.title;
    const removed = Object.keys(change.custom).filter((name) => change.custom[name] === null);
    for (const name of removed) schema.custom.delete(name);
    for (const [name, given] of Object.entries(change.custom)) {
      if (isObject(given)) schema.custom.set(name, withDefaults({ ...schema.custom.get(name), ...given }));
    }
    this.touch(schema);
    return removed;
  }

  /** Later than before, even within the same millisecond. */
  private touch(schema: ProfileSchema): void {
    const next = Math.max(this.now(), Date.parse(schema.lastUpdated) + 1);
    schema.lastUpdated = new Date(next).toISOString();
  }

  private iso(): string {
    return new Date(this.now()).toISOString();
  }
}

function raise(fault: OktaError | undefined): void {
  if (fault) throw fault;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
