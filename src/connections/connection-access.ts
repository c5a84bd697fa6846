import { Injectable, Logger } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import type { TenantId } from '../core/tenant-id.js';
import { oauthSettingsOf } from './connection-auth.js';
import { ConnectionCache } from './connection-cache.js';
import { ConnectionStore } from './connection-store.js';
import type { Connection } from './connection.entity.js';
import type { OktaSession } from './okta-session.js';
import { SessionFactory } from './session-factory.js';

/** What a connection may do, and what keeps it from doing it now. */
export interface ConnectionStanding {
  readOnly: boolean;
  /** Undefined for an API token. Before the first consent: what is asked for. */
  grantedScopes: ReadonlySet<string> | undefined;
  /** Okta Identity Engine, or the older Classic Engine; null while it is not known. */
  pipeline: string | null;
  /** What running anything would be refused with; undefined where the connection is ready. */
  obstacle: ConnectorError | undefined;
}

/** Opens connections for actions, and learns from what Okta answers them. */
@Injectable()
export class ConnectionAccess {
  readonly #logger = new Logger(ConnectionAccess.name);

  constructor(
    private readonly store: ConnectionStore,
    private readonly cache: ConnectionCache,
    private readonly sessions: SessionFactory,
  ) {}

  /**
   * The connection, ready to act. Warm, it costs no database round trip.
   * @throws ConnectorError `not_found`, `connection_not_ready`, `reauthorization_required`
   */
  open(tenant: TenantId, connectionId: string): Promise<OktaSession> {
    return this.cache.open(tenant, connectionId, () => this.#load(tenant, connectionId));
  }

  /** Also of connections that cannot be opened. @throws ConnectorError `not_found` */
  async standing(tenant: TenantId, connectionId: string): Promise<ConnectionStanding> {
    const connection = await this.store.get(tenant, connectionId);
    const { readOnly, pipeline } = connection;
    return { readOnly, pipeline, grantedScopes: scopesOf(connection), obstacle: obstacleOf(connection) };
  }

  /**
   * Marks the connection when an error shows that Okta no longer accepts its credentials; other errors change nothing.
   * Credentials replaced meanwhile are left alone. Never rejects.
   */
  async learn({ tenantId, connectionId, version }: OktaSession, error: unknown): Promise<void> {
    if (!(error instanceof ConnectorError) || error.code !== 'reauthorization_required') return;
    const statusReason = error.details.upstream?.summary ?? 'Okta does not accept the credentials any more.';
    const outdated = (connection: Connection) => connection.version !== version || connection.status === 'disabled';
    try {
      await this.store.change(tenantId, connectionId, {
        entry: { actor: 'okta-connector', action: 'connection.reauthorizationRequired' },
        changes: (connection) =>
          outdated(connection) ? undefined : { status: 'reauthorizationRequired', statusReason },
      });
    } catch (failure) {
      this.#logger.error({
        msg: 'A connection with refused credentials could not be marked',
        connectionId,
        err: failure,
      });
    }
  }

  async #load(tenant: TenantId, connectionId: string): Promise<OktaSession> {
    const { connection, secrets } = await this.store.getWithSecrets(tenant, connectionId);
    const obstacle = obstacleOf(connection);
    if (obstacle) throw obstacle;
    return this.sessions.open(connection, secrets);
  }
}

function scopesOf(connection: Connection): ReadonlySet<string> | undefined {
  if (connection.authType === 'apiToken') return undefined;
  const { scopesGranted, scopesRequested } = oauthSettingsOf(connection);
  return new Set(connection.status === 'pending' && scopesGranted.length === 0 ? scopesRequested : scopesGranted);
}

function obstacleOf({ status, statusReason }: Connection): ConnectorError | undefined {
  if (status === 'disabled') {
    const detail = 'The connection is disabled. Enable it with POST /v1/connections/{id}/enable.';
    return new ConnectorError('connection_not_ready', detail);
  }
  if (status === 'pending') {
    const detail = 'The connection is not set up to the end. Finish the consent or the key registration.';
    return new ConnectorError('connection_not_ready', detail);
  }
  if (status !== 'reauthorizationRequired') return undefined;
  const detail = `Okta does not accept the connection's credentials: ${statusReason ?? 'no reason given'}`;
  return new ConnectorError('reauthorization_required', detail, {
    remedy: 'Authorize the connection again (POST /v1/connections/{id}/authorize), or give new credentials with PATCH.',
  });
}
