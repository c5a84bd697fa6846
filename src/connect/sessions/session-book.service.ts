import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import { TenantKeys } from '../../tokens/tenant-keys.service.js';
import type { ConnectSession } from './connect-session.js';
import { ConnectSessionRepository } from './connect-session.repository.js';
import type { SessionProgress } from './session-progress.js';

/** Questions to Okta, and look-ups of addresses, that one session may cause. */
const MOST_TRIES = 30;

/** Writes down how a visit goes on. */
@Injectable()
export class SessionBook {
  constructor(
    private readonly database: TenantDatabase,
    private readonly sessions: ConnectSessionRepository,
    private readonly keys: TenantKeys,
    private readonly audit: AuditTrail,
  ) {}

  async note({ tenantId, id }: ConnectSession, progress: Partial<SessionProgress>): Promise<void> {
    await this.database.transaction(tenantId, () => this.sessions.advance(tenantId, id, progress));
  }

  /** The session as it stands now: another click may have changed it. */
  async reread(session: ConnectSession): Promise<ConnectSession> {
    const { tenantId, id } = session;
    return (await this.database.transaction(tenantId, () => this.sessions.find(tenantId, id))) ?? session;
  }

  /** Before each question to Okta. @throws ConnectorError `too_many_requests` when the session has had its share */
  async countTry({ tenantId, id }: ConnectSession): Promise<void> {
    const taken = await this.database.transaction(tenantId, () => this.sessions.takeTry(tenantId, id, MOST_TRIES));
    if (taken) return;
    const detail = 'There were too many tries with this link.';
    throw new ConnectorError('too_many_requests', detail, { remedy: 'Ask for a new link and begin again.' });
  }

  /** Notes which connection the session has made; null: it has given it up. */
  async setConnection({ tenantId, id }: ConnectSession, connectionId: string | null): Promise<void> {
    await this.database.transaction(tenantId, () => this.sessions.setConnection(tenantId, id, connectionId));
  }

  /** Uses the session up: what was entered is destroyed, and no step can be taken any more. */
  async finish({ tenantId, id, user: actor, connectionId }: ConnectSession): Promise<void> {
    await this.database.transaction(tenantId, async () => {
      if (!(await this.sessions.finish(tenantId, id))) return;
      await this.audit.record(tenantId, {
        actor,
        action: 'connectSession.finished',
        connectionId,
        detail: { session: id },
      });
      await this.keys.destroyIfUnused(tenantId);
    });
  }
}
