import { Injectable } from '@nestjs/common';
import { ConnectionAccess } from '../../connections/connection-access.js';
import type { OktaSession } from '../../connections/okta-session.js';
import type { TenantId } from '../../core/tenant-id.js';
import { ActionExecutor, type Execution } from '../action-executor.js';
import { assertScopes } from '../action-permission.js';
import type { DirectAction } from '../define-action.js';

/**
 * Reads from a connection's org for forms. Such reads are not recorded as runs: they do nothing on anybody's behalf, and
 * a form makes many. Retries, limits and errors are those of runs.
 */
@Injectable()
export class OrgReader {
  constructor(
    private readonly connections: ConnectionAccess,
    private readonly executor: ActionExecutor,
  ) {}

  /** @throws ConnectorError `not_found`, `connection_not_ready`, `reauthorization_required` */
  open(tenant: TenantId, connectionId: string): Promise<OktaSession> {
    return this.connections.open(tenant, connectionId);
  }

  /** Refuses before anything is sent. @throws ConnectorError `insufficient_scope` */
  assertReadable(session: OktaSession, operations: readonly DirectAction[]): void {
    assertScopes([...new Set(operations.flatMap(({ scopes }) => scopes))], session.grantedScopes);
  }

  async read(session: OktaSession, operation: DirectAction, input: Record<string, unknown>): Promise<Execution> {
    try {
      return await this.executor.execute(session, operation, input);
    } catch (error) {
      await this.connections.learn(session, error);
      throw error;
    }
  }
}
