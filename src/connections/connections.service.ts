import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { ConnectorError } from '../core/errors.js';
import { newId } from '../core/ids.js';
import { idAfter } from '../core/list-page.js';
import { OrgDiscovery, type DiscoveredOrg } from '../okta/org-discovery.js';
import type { Caller } from '../tenancy/caller.js';
import { authorizeWithApiToken } from './api-token.js';
import { orgOf } from './connection-org.js';
import { ConnectionStore } from './connection-store.js';
import type { Connection } from './connection.entity.js';
import type { ConnectionsQuery, CreateConnection, PatchConnection } from './connection.schema.js';
import { CredentialCheck } from './credential-check.js';

/** The life of connections: credentials are tested at Okta before they are stored, and every change is audited. */
@Injectable()
export class ConnectionsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly store: ConnectionStore,
    private readonly discovery: OrgDiscovery,
    private readonly credentials: CredentialCheck,
  ) {}

  async create(caller: Caller, input: CreateConnection): Promise<Connection> {
    const region = this.#region(input.region);
    const org = await this.discovery.discover(input.domain);
    const { apiToken } = input.auth;
    await this.credentials.accept(org, authorizeWithApiToken(apiToken));
    const connection = newConnection(caller, { input, org, region });
    const detail = { name: connection.name, domain: connection.domain, authType: connection.authType };
    const entry = { actor: caller.subject, action: 'connection.created', detail };
    return this.store.insert(connection, { entry, apiToken });
  }

  get(caller: Caller, id: string): Promise<Connection> {
    return this.store.get(caller.tenantId, id);
  }

  /** One more than `limit`, so that the caller knows whether there is a next page. */
  list(caller: Caller, { cursor, limit, ...filter }: ConnectionsQuery): Promise<Connection[]> {
    return this.store.list(caller.tenantId, { ...filter, after: idAfter(cursor), limit: limit + 1 });
  }

  /** New credentials are tested first; the old ones stay if the test fails. */
  async patch(caller: Caller, id: string, input: PatchConnection): Promise<Connection> {
    const { auth } = input;
    if (auth) {
      const org = orgOf(await this.get(caller, id));
      await this.credentials.accept(org, authorizeWithApiToken(auth.apiToken));
    }
    return this.store.change(caller.tenantId, id, {
      entry: { actor: caller.subject, action: 'connection.updated', detail: { changed: Object.keys(input) } },
      apiToken: auth?.apiToken,
      changes: (connection) => ({ ...settingsOf(input), ...(auth && verified(connection)) }),
    });
  }

  disable(caller: Caller, id: string): Promise<Connection> {
    return this.store.change(caller.tenantId, id, {
      entry: { actor: caller.subject, action: 'connection.disabled' },
      changes: () => ({ status: 'disabled', statusReason: 'disabled by a caller' }),
    });
  }

  /** Back to active; whether the credentials still work shows with the next call or test. */
  enable(caller: Caller, id: string): Promise<Connection> {
    return this.store.change(caller.tenantId, id, {
      entry: { actor: caller.subject, action: 'connection.enabled' },
      changes: ({ status }) => (status === 'disabled' ? { status: 'active', statusReason: null } : undefined),
    });
  }

  /** Destroys the secrets too. An API token belongs to the administrator who made it and is not revoked. */
  delete(caller: Caller, id: string): Promise<void> {
    return this.store.delete(caller.tenantId, id, { actor: caller.subject, action: 'connection.deleted' });
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

function settingsOf({ name, readOnly, rateLimitShare }: PatchConnection): Partial<Connection> {
  return {
    ...(name !== undefined && { name }),
    ...(readOnly !== undefined && { readOnly }),
    ...(rateLimitShare !== undefined && { rateLimitShare }),
  };
}

/** What accepted credentials change: a connection that waited for them is active again, a disabled one stays so. */
function verified({ status }: Connection): Partial<Connection> {
  const lastVerifiedAt = new Date();
  return status === 'disabled' ? { lastVerifiedAt } : { lastVerifiedAt, status: 'active', statusReason: null };
}
