import { Inject, Injectable } from '@nestjs/common';
import type { Connection } from '../../connections/connection.entity.js';
import { ConnectionsService } from '../../connections/connections.service.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { ConnectorError } from '../../core/errors.js';
import { SessionBook } from '../sessions/session-book.service.js';
import { SessionSecrets } from '../sessions/session-secrets.service.js';
import type { Visit } from '../sessions/visits.service.js';

/** The connection that a session makes or connects again. */
@Injectable()
export class SessionConnection {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    private readonly connections: ConnectionsService,
    private readonly book: SessionBook,
    private readonly secrets: SessionSecrets,
  ) {}

  /** The connection as it stands; undefined before there is one. */
  async find({ caller, session }: Visit): Promise<Connection | undefined> {
    if (session.connectionId === null) return undefined;
    try {
      return await this.connections.get(caller, session.connectionId);
    } catch (error) {
      if (error instanceof ConnectorError && error.code === 'not_found' && !session.reconnects) return undefined;
      throw error;
    }
  }

  /** Forgets what was entered for another org or another way; a connection that was made for it goes, too. */
  async giveUp(visit: Visit): Promise<void> {
    const { caller, session } = visit;
    await this.secrets.forget(session);
    await this.book.note(session, { kept: [], diagnosis: null, problem: null });
    if (session.reconnects || !(await this.find(visit)) || session.connectionId === null) return;
    await this.connections.delete(caller, session.connectionId);
    await this.book.setConnection(session, null);
  }

  /** Begins a consent that ends on this session's pages. */
  async beginConsent(visit: Visit, connectionId: string, scopes: string[]): Promise<void> {
    await this.connections.authorize(visit.caller, connectionId, { scopes, returnUrl: this.returnUrlOf(visit) });
  }

  /** Where a consent of this session ends. */
  returnUrlOf({ at }: Visit): string {
    return new URL(at('consented'), this.config.publicUrl).href;
  }
}
