import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { AuthType, Connection } from '../../connections/connection.entity.js';
import { ConnectionsService } from '../../connections/connections.service.js';
import { hashOfToken, newFlowToken } from '../../connections/consent/flow-token.js';
import { ReturnUrls } from '../../connections/consent/return-urls.js';
import { assertKnownScopes } from '../../connections/credentials/authorization-code-credentials.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import { newId } from '../../core/ids.js';
import type { Caller } from '../../tenancy/caller.js';
import { SESSION_SECONDS } from './connect-session.js';
import { ConnectSessionRepository, type NewSession } from './connect-session.repository.js';
import type { CreateConnectSession } from './connect-session.schema.js';
import { firstProgress } from './first-progress.js';

/** A link for one person, for one browser. */
export interface BegunSession {
  id: string;
  url: string;
  expiresAt: Date;
}

const EVERY_TYPE: readonly AuthType[] = ['authorizationCode', 'clientCredentials', 'apiToken'];

/** Makes the links to the connect page. */
@Injectable()
export class ConnectSessions {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl' | 'regions'>,
    private readonly database: TenantDatabase,
    private readonly sessions: ConnectSessionRepository,
    private readonly connections: ConnectionsService,
    private readonly returnUrls: ReturnUrls,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws ConnectorError `url_not_allowed`, `invalid_scope`, `invalid_input`, `not_found`, `connection_not_ready` */
  async create(caller: Caller, input: CreateConnectSession): Promise<BegunSession> {
    this.returnUrls.assertAllowed(input.returnUrl);
    if (input.scopes) assertKnownScopes(input.scopes, '/scopes');
    const connection = await this.#connectionOf(caller, input);
    const token = newFlowToken();
    const session = { ...this.#newSession(input, connection), tokenHash: hashOfToken(token) };
    const expiresAt = await this.#insert(caller, session);
    return { id: session.id, url: `${this.config.publicUrl}/connect/${token}`, expiresAt };
  }

  async #connectionOf(caller: Caller, input: CreateConnectSession): Promise<Connection | undefined> {
    if (input.connectionId === undefined) return undefined;
    const connection = await this.connections.get(caller, input.connectionId);
    assertConnectable(connection, input);
    return connection;
  }

  #newSession(input: CreateConnectSession, connection: Connection | undefined): Omit<NewSession, 'tokenHash'> {
    return {
      id: newId('cs'),
      user: input.user,
      returnUrl: input.returnUrl,
      region: connection?.region ?? this.#region(input.region),
      name: connection?.name ?? input.name ?? null,
      authTypes: connection ? [connection.authType] : (input.authTypes ?? [...EVERY_TYPE]),
      scopes: input.scopes ?? null,
      reconnects: connection !== undefined,
      connectionId: connection?.id ?? null,
      progress: firstProgress(connection),
    };
  }

  #insert(caller: Caller, session: NewSession): Promise<Date> {
    const { tenantId, subject: actor } = caller;
    const { id, user, connectionId } = session;
    return this.database.transaction(tenantId, async () => {
      const expiresAt = await this.sessions.insert(tenantId, session, SESSION_SECONDS);
      const entry = { actor, action: 'connectSession.created', connectionId, detail: { session: id, user } };
      await this.audit.record(tenantId, entry);
      return expiresAt;
    });
  }

  #region(wanted: string | undefined): string {
    const ids = this.config.regions.map(({ id }) => id);
    const region = wanted ?? ids[0];
    if (region !== undefined && ids.includes(region)) return region;
    throw mistaken('/region', `must be one of ${ids.join(', ')}`);
  }
}

/** What is fixed by the connection cannot be asked for otherwise. */
function assertConnectable({ status, authType, region }: Connection, input: CreateConnectSession): void {
  if (status === 'disabled') {
    throw new ConnectorError(
      'connection_not_ready',
      'The connection is disabled. Enable it before you connect it again.',
    );
  }
  if (input.name !== undefined) throw mistaken('/name', 'belongs to new connections; change it with PATCH');
  if (input.region !== undefined && input.region !== region)
    throw mistaken('/region', `is ${region} for this connection`);
  if (input.authTypes && !input.authTypes.includes(authType)) {
    throw mistaken('/authTypes', `must hold ${authType}, the type of this connection`);
  }
}

const mistaken = (pointer: string, message: string) =>
  new ConnectorError('invalid_input', 'The connect session cannot be made like this: see errors.', {
    errors: [{ pointer, message }],
  });
