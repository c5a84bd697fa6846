import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { TenantDatabase } from '../core/database/tenant-transaction.js';
import { ConnectorError } from '../core/errors.js';
import { newId } from '../core/ids.js';
import { idAfter } from '../core/list-page.js';
import { OrgDiscovery, type DiscoveredOrg } from '../okta/org-discovery.js';
import { ConnectionSecretsRepository } from '../tokens/connection-secrets.repository.js';
import { TenantKeys } from '../tokens/tenant-keys.service.js';
import type { Caller } from '../tenancy/caller.js';
import { API_TOKEN_FIELD, authorizeWithApiToken } from './api-token.js';
import { ConnectionCache } from './connection-cache.js';
import { orgOf } from './connection-org.js';
import type { Connection } from './connection.entity.js';
import type { ConnectionsQuery, CreateConnection, PatchConnection } from './connection.schema.js';
import { ConnectionsRepository } from './connections.repository.js';
import { CredentialCheck } from './credential-check.js';
import { noConnection } from './no-connection.js';

/** The life of connections: credentials are tested at Okta before they are stored, and every change is audited. */
@Injectable()
export class ConnectionsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly database: TenantDatabase,
    private readonly connections: ConnectionsRepository,
    private readonly secrets: ConnectionSecretsRepository,
    private readonly keys: TenantKeys,
    private readonly discovery: OrgDiscovery,
    private readonly credentials: CredentialCheck,
    private readonly audit: AuditTrail,
    private readonly cache: ConnectionCache,
  ) {}

  async create(caller: Caller, input: CreateConnection): Promise<Connection> {
    const region = this.#region(input.region);
    const org = await this.discovery.discover(input.domain);
    await this.credentials.accept(org, authorizeWithApiToken(input.auth.apiToken));
    const connection = newConnection(caller, { input, org, region });
    return this.database.transaction(caller.tenantId, async () => {
      await this.connections.insert(connection);
      await this.#store(connection, input.auth);
      const detail = { name: connection.name, domain: connection.domain, authType: connection.authType };
      await this.#record(caller, { action: 'connection.created', connectionId: connection.id, detail });
      return this.#found(caller, connection.id);
    });
  }

  get(caller: Caller, id: string): Promise<Connection> {
    return this.database.transaction(caller.tenantId, () => this.#found(caller, id));
  }

  /** One more than `limit`, so that the caller knows whether there is a next page. */
  list(caller: Caller, { cursor, limit, ...filter }: ConnectionsQuery): Promise<Connection[]> {
    const page = { ...filter, after: idAfter(cursor), limit: limit + 1 };
    return this.database.transaction(caller.tenantId, () => this.connections.list(caller.tenantId, page));
  }

  /** New credentials are tested first; the old ones stay if the test fails. */
  async patch(caller: Caller, id: string, input: PatchConnection): Promise<Connection> {
    const { auth, ...settings } = input;
    const changes = settings as Partial<Connection>;
    const before = await this.get(caller, id);
    if (auth) await this.credentials.accept(orgOf(before), authorizeWithApiToken(auth.apiToken));
    return this.#change(
      caller,
      { id, action: 'connection.updated', detail: { changed: Object.keys(input) } },
      async (connection) => {
        if (auth) await this.#store(connection, auth);
        return { ...changes, ...(auth && verified(connection)) };
      },
    );
  }

  disable(caller: Caller, id: string): Promise<Connection> {
    return this.#change(caller, { id, action: 'connection.disabled' }, () => ({
      status: 'disabled',
      statusReason: 'disabled by a caller',
    }));
  }

  /** Back to active; whether the credentials still work shows with the next call or test. */
  enable(caller: Caller, id: string): Promise<Connection> {
    return this.#change(caller, { id, action: 'connection.enabled' }, ({ status }) =>
      status === 'disabled' ? { status: 'active', statusReason: null } : {},
    );
  }

  /** Destroys the secrets with the connection. An API token belongs to the administrator who made it and is not revoked. */
  async delete(caller: Caller, id: string): Promise<void> {
    await this.database.transaction(caller.tenantId, async () => {
      if (!(await this.connections.delete(caller.tenantId, id))) throw noConnection();
      await this.#record(caller, { action: 'connection.deleted', connectionId: id });
    });
    this.cache.forget(caller.tenantId, id);
    await this.keys.destroyIfUnused(caller.tenantId);
  }

  async #change(
    caller: Caller,
    what: { id: string; action: string; detail?: unknown },
    changesOf: (connection: Connection) => Partial<Connection> | Promise<Partial<Connection>>,
  ): Promise<Connection> {
    const changed = await this.database.transaction(caller.tenantId, async () => {
      const connection = await this.connections.lock(caller.tenantId, what.id);
      if (!connection) throw noConnection();
      await this.connections.update(connection, await changesOf(connection));
      await this.#record(caller, { action: what.action, connectionId: what.id, detail: what.detail });
      return this.#found(caller, what.id);
    });
    this.cache.forget(caller.tenantId, what.id);
    return changed;
  }

  async #store(
    { tenantId, id }: Pick<Connection, 'tenantId' | 'id'>,
    { apiToken }: CreateConnection['auth'],
  ): Promise<void> {
    await this.secrets.put(tenantId, { connectionId: id, field: API_TOKEN_FIELD, plaintext: apiToken });
  }

  #record(caller: Caller, entry: { action: string; connectionId: string; detail?: unknown }): Promise<void> {
    return this.audit.record(caller.tenantId, { actor: caller.subject, ...entry });
  }

  async #found(caller: Caller, id: string): Promise<Connection> {
    const connection = await this.connections.find(caller.tenantId, id);
    if (!connection) throw noConnection();
    return connection;
  }

  #region(wanted: string | undefined): string {
    const ids = this.config.regions.map(({ id }) => id);
    const region = wanted ?? ids[0];
    if (region !== undefined && ids.includes(region)) return region;
    throw new ConnectorError('invalid_input', `This service serves the regions ${ids.join(', ')}.`, {
      errors: [{ pointer: '/region', message: `must be one of ${ids.join(', ')}` }],
    });
  }
}

interface NewConnection {
  input: CreateConnection;
  org: DiscoveredOrg;
  region: string;
}

function newConnection(
  caller: Caller,
  { input, org, region }: NewConnection,
): Omit<Connection, 'createdAt' | 'updatedAt'> {
  return {
    tenantId: caller.tenantId,
    id: newId('con'),
    name: input.name,
    domain: org.customDomain ?? org.host,
    origin: org.origin,
    orgId: org.orgId,
    customDomain: org.customDomain ?? null,
    pipeline: org.pipeline ?? null,
    region,
    status: 'active',
    statusReason: null,
    readOnly: input.readOnly,
    rateLimitShare: input.rateLimitShare,
    authType: input.auth.type,
    auth: {},
    version: 1,
    lastVerifiedAt: new Date(),
  };
}

/** What accepted credentials change: a connection that waited for them is active again, a disabled one stays so. */
function verified({ status }: Connection): Partial<Connection> {
  const lastVerifiedAt = new Date();
  return status === 'disabled' ? { lastVerifiedAt } : { lastVerifiedAt, status: 'active', statusReason: null };
}
