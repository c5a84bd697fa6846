import { Injectable } from '@nestjs/common';
import type { OktaSession } from '../../connections/okta-session.js';
import { ConnectorError } from '../../core/errors.js';
import { readProfileSchema, type ProfileSchema } from '../../okta/profile-schema/profile-schema.js';
import type { DirectAction } from '../define-action.js';
import { ORG_READS } from '../org-reads/org-operation.js';
import { OrgReader } from '../org-reads/org-reader.js';
import { FreshCache } from './fresh-cache.js';

/** Which of the org's schemas is meant. `userTypeId` and `appId` are Okta's ids; without the former, the default type. */
export type SchemaChoice =
  { kind: 'user'; userTypeId: string | undefined } | { kind: 'group' } | { kind: 'appUser'; appId: string };

/** About a kilobyte each. */
const MAX_ATTRIBUTES = 30_000;
const MAX_TYPES = 5_000;
/** How long the org's administrator waits, at most, until an attribute that was added is offered. */
const SCHEMA_FRESH_MS = 60_000;
/** Which schema a user type has never changes. */
const TYPE_FRESH_MS = 3_600_000;

/**
 * The profile schemas of orgs, cached per connection and schema. Okta has no conditional request for them: after a
 * minute one is read again, and kept as it was when its `lastUpdated` is still the same. The connection's version is
 * part of the key, so nothing that was read before a change of the connection is used after it.
 */
@Injectable()
export class ProfileSchemas {
  readonly #schemas = new FreshCache<ProfileSchema>({
    maxSize: MAX_ATTRIBUTES,
    sizeOf: ({ attributes }) => attributes.length + 1,
    freshMs: SCHEMA_FRESH_MS,
    same: (before, after) => before.lastUpdated !== undefined && before.lastUpdated === after.lastUpdated,
  });
  readonly #typeSchemas = new FreshCache<{ schemaId: string }>({
    maxSize: MAX_TYPES,
    sizeOf: () => 1,
    freshMs: TYPE_FRESH_MS,
    same: (before, after) => before.schemaId === after.schemaId,
  });

  constructor(private readonly reader: OrgReader) {}

  /** What has to be read for the choice; its scopes are those that the connection needs. */
  operations(choice: SchemaChoice): DirectAction[] {
    if (choice.kind === 'group') return [ORG_READS.groupSchema];
    if (choice.kind === 'appUser') return [ORG_READS.appUserSchema];
    return choice.userTypeId === undefined ? [ORG_READS.userSchema] : [ORG_READS.userType, ORG_READS.userSchema];
  }

  async get(session: OktaSession, choice: SchemaChoice): Promise<ProfileSchema> {
    if (choice.kind === 'group') return this.#read(session, ORG_READS.groupSchema, {});
    if (choice.kind === 'appUser') return this.#read(session, ORG_READS.appUserSchema, { appId: choice.appId });
    const schemaId = await this.#schemaIdOf(session, choice.userTypeId);
    return this.#read(session, ORG_READS.userSchema, { schemaId });
  }

  async #read(session: OktaSession, operation: DirectAction, input: Record<string, string>): Promise<ProfileSchema> {
    const key = keyOf(session, operation, Object.values(input));
    return this.#schemas.get(key, async () =>
      readProfileSchema((await this.reader.read(session, operation, input)).output),
    );
  }

  async #schemaIdOf(session: OktaSession, typeId: string | undefined): Promise<string> {
    if (typeId === undefined) return 'default';
    const { schemaId } = await this.#typeSchemas.get(keyOf(session, ORG_READS.userType, [typeId]), async () => {
      const { output } = await this.reader.read(session, ORG_READS.userType, { typeId });
      return { schemaId: schemaIdIn(output) };
    });
    return schemaId;
  }
}

function keyOf({ tenantId, connectionId, version }: OktaSession, { route }: DirectAction, ids: string[]): string {
  return JSON.stringify([tenantId, connectionId, version, route, ...ids]);
}

/** A user type links to its schema: `_links.schema.href` ends in the schema's id. */
function schemaIdIn(userType: unknown): string {
  const href = ['_links', 'schema', 'href'].reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    userType,
  );
  const id = typeof href === 'string' ? /\/meta\/schemas\/user\/([A-Za-z0-9_-]{1,100})$/.exec(href)?.[1] : undefined;
  if (id !== undefined) return id;
  throw new ConnectorError('okta_unavailable', 'Okta answered with a user type that has no schema.');
}
