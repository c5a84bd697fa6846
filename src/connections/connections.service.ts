import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { ConnectorError } from '../core/errors.js';
import { newId } from '../core/ids.js';
import { idAfter } from '../core/list-page.js';
import { OrgDiscovery, type DiscoveredOrg } from '../okta/org-discovery.js';
import type { Caller } from '../tenancy/caller.js';
import { oauthSettingsOf } from './connection-auth.js';
import { ConnectionStore, type NewConnection } from './connection-store.js';
import type { Connection } from './connection.entity.js';
import type { AuthorizeConnection, ConnectionsQuery, CreateConnection, PatchConnection } from './connection.schema.js';
import { ConsentService, type BegunConsent } from './consent/consent.service.js';
import { assertKnownScopes } from './credentials/authorization-code-credentials.js';
import { CredentialChanges } from './credentials/credential-changes.service.js';
import { Credentials } from './credentials/credentials.service.js';
import type { PreparedCredentials } from './credentials/prepared-credentials.js';
import { GrantEndings } from './grant-endings.service.js';
import { Grants } from './grants.service.js';
import { awaitsRegistration } from './key-registration.service.js';
import { KeyTrialRepository } from './upkeep/key-trial.repository.js';

/** The life of connections: credentials are tested at Okta before they are stored, and every change is audited. */
@Injectable()
export class ConnectionsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly store: ConnectionStore,
    private readonly discovery: OrgDiscovery,
    private readonly credentials: Credentials,
    private readonly changes: CredentialChanges,
    private readonly grants: Grants,
    private readonly consent: ConsentService,
    private readonly endings: GrantEndings,
    private readonly keyTrials: KeyTrialRepository,
  ) {}

  async create(caller: Caller, input: CreateConnection): Promise<Connection> {
    const region = this.#region(input.region);
    const org = await this.discovery.discover(input.domain);
    const prepared = await this.credentials.prepare({ ...org, customDomain: org.customDomain ?? null }, input.auth);
    const values = newConnection(caller, { input, org, region, prepared });
    return this.store.transaction(caller.tenantId, () => this.#insert(caller, values, prepared));
  }

  get(caller: Caller, id: string): Promise<Connection> {
    return this.store.get(caller.tenantId, id);
  }

  /** One more than `limit`, so that the caller knows whether there is a next page. */
  list(caller: Caller, { cursor, limit, ...filter }: ConnectionsQuery): Promise<Connection[]> {
    return this.store.list(caller.tenantId, { ...filter, after: idAfter(cursor), limit: limit + 1 });
  }

  /** New credentials and scopes are tested first; the old ones stay if the test fails. */
  async patch(caller: Caller, id: string, input: PatchConnection): Promise<Connection> {
    const { tenantId, subject: actor } = caller;
    const { secrets, tokens, values, endsGrant } = await this.changes.prepare(
      await this.store.getWithSecrets(tenantId, id),
      input,
    );
    const entry = { actor, action: 'connection.updated', detail: { changed: Object.keys(input) } };
    const { connection, revocation } = await this.store.transaction(tenantId, async () => {
      const scheduled = endsGrant ? await this.endings.abandon(tenantId, id) : undefined;
      const changed = await this.store.change(tenantId, id, {
        entry,
        secrets,
        changes: (current) => ({ ...settingsOf(input), ...values(current) }),
      });
      if (awaitsRegistration(changed)) await this.keyTrials.begin(tenantId, id);
      const granted = tokens ? await this.grants.accept(tenantId, id, tokens, { actor }) : changed;
      return { connection: granted, revocation: scheduled };
    });
    if (endsGrant) await this.endings.finish(tenantId, id, revocation);
    return connection;
  }

  /** Begins a consent, for a new connection or again; without `scopes` those asked for before. */
  async authorize(caller: Caller, id: string, { scopes, returnUrl }: AuthorizeConnection): Promise<BegunConsent> {
    const connection = await this.get(caller, id);
    assertConsent(connection);
    if (scopes) assertKnownScopes(scopes, '/scopes');
    return this.#beginConsent(caller, connection, { scopes, returnUrl });
  }

  disable(caller: Caller, id: string): Promise<Connection> {
    return this.store.change(caller.tenantId, id, {
      entry: { actor: caller.subject, action: 'connection.disabled' },
      changes: () => ({ status: 'disabled', statusReason: 'disabled by a caller' }),
    });
  }

  /** Back to active, or to pending; whether the credentials still work shows with the next call or test. */
  enable(caller: Caller, id: string): Promise<Connection> {
    return this.store.change(caller.tenantId, id, {
      entry: { actor: caller.subject, action: 'connection.enabled' },
      changes: (connection) =>
        connection.status === 'disabled' ? { status: enabledStatusOf(connection), statusReason: null } : undefined,
    });
  }

  /**
   * Destroys the secrets, and revokes the refresh token at Okta: at once, or in the background if Okta is away. An API
   * token belongs to the administrator who made it and is not revoked.
   */
  async delete(caller: Caller, id: string): Promise<void> {
    const entry = { actor: caller.subject, action: 'connection.deleted' };
    const revocation = await this.store.transaction(caller.tenantId, async () => {
      const scheduled = await this.endings.schedule(caller.tenantId, id);
      await this.store.delete(caller.tenantId, id, entry);
      return scheduled;
    });
    await this.endings.finish(caller.tenantId, id, revocation);
  }

  async #insert(caller: Caller, values: NewConnection, { secrets, tokens }: PreparedCredentials): Promise<Connection> {
    const detail = { name: values.name, domain: values.domain, authType: values.authType };
    const entry = { actor: caller.subject, action: 'connection.created', detail };
    const connection = await this.store.insert(values, { entry, secrets });
    if (connection.authType === 'authorizationCode') await this.#beginConsent(caller, connection, {});
    if (awaitsRegistration(connection)) await this.keyTrials.begin(caller.tenantId, connection.id);
    if (!tokens) return connection;
    return this.grants.accept(caller.tenantId, connection.id, tokens, { actor: caller.subject });
  }

  #beginConsent(
    caller: Caller,
    connection: Connection,
    { scopes, returnUrl }: AuthorizeConnection,
  ): Promise<BegunConsent> {
    const settings = oauthSettingsOf(connection);
    return this.consent.begin(connection, {
      scopes: scopes ?? settings.scopesRequested,
      returnUrl: returnUrl ?? settings.returnUrl,
      actor: caller.subject,
    });
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

/** A connection that was disabled before Okta granted it anything still waits for that. */
function enabledStatusOf(connection: Connection): 'active' | 'pending' {
  if (connection.authType === 'apiToken') return 'active';
  return oauthSettingsOf(connection).scopesGranted.length === 0 ? 'pending' : 'active';
}

function assertConsent({ authType, status }: Connection): void {
  if (status === 'disabled') {
    throw new ConnectorError(
      'connection_not_ready',
      'The connection is disabled. Enable it before you ask for a consent.',
    );
  }
  if (authType === 'authorizationCode') return;
  throw new ConnectorError(
    'invalid_input',
    `A connection of type ${authType} needs no consent. Give new credentials with PATCH.`,
  );
}

interface NewConnectionParts {
  input: CreateConnection;
  org: DiscoveredOrg;
  region: string;
  prepared: PreparedCredentials;
}

function newConnection(caller: Caller, { input, org, region, prepared }: NewConnectionParts): NewConnection {
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
    status: prepared.status,
    statusReason: null,
    readOnly: input.readOnly,
    rateLimitShare: input.rateLimitShare,
    authType: prepared.authType,
    auth: prepared.settings,
    version: 1,
    lastVerifiedAt: prepared.status === 'active' ? new Date() : null,
  };
}

function settingsOf({ name, readOnly, rateLimitShare }: PatchConnection): Partial<Connection> {
  return {
    ...(name !== undefined && { name }),
    ...(readOnly !== undefined && { readOnly }),
    ...(rateLimitShare !== undefined && { rateLimitShare }),
  };
}
