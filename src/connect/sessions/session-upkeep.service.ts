import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ConnectionsService } from '../../connections/connections.service.js';
import type { DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { Sweep } from '../../connections/upkeep/sweep.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import { TenantKeys } from '../../tokens/tenant-keys.service.js';
import type { ConnectSession } from './connect-session.js';
import { ConnectSessionRepository } from './connect-session.repository.js';

const EVERY_MS = 60_000;
const PAGE = 200;

/** Ends sessions that nobody finished, in processes of the role `worker` or `all`. */
@Injectable()
export class SessionUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #sweep: Sweep<DueItem>;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'role'>,
    private readonly database: TenantDatabase,
    private readonly sessions: ConnectSessionRepository,
    private readonly connections: ConnectionsService,
    private readonly keys: TenantKeys,
  ) {
    const list = () => this.sessions.listDue(PAGE);
    this.#sweep = new Sweep({ name: 'connect-sessions', everyMs: EVERY_MS, list, handle: (item) => this.end(item) });
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') this.#sweep.start();
  }

  /** Before the database is closed. */
  async onModuleDestroy(): Promise<void> {
    await this.#sweep.stop();
  }

  /** Destroys what was entered, and a connection that was begun there and never came to life: its name is free again. */
  async end({ tenantId, id }: DueItem): Promise<void> {
    const session = await this.database.transaction(tenantId, () => this.sessions.find(tenantId, id));
    if (session?.expired && !session.finished && !session.reconnects) await this.#giveUp(session);
    await this.database.transaction(tenantId, async () => {
      await this.sessions.end(tenantId, id);
      await this.keys.destroyIfUnused(tenantId);
    });
  }

  async #giveUp({ tenantId, connectionId, user: subject }: ConnectSession): Promise<void> {
    if (connectionId === null) return;
    const caller = { tenantId, subject, scopes: new Set<string>() };
    try {
      const { status } = await this.connections.get(caller, connectionId);
      if (status === 'pending') await this.connections.delete(caller, connectionId);
    } catch (error) {
      if (!(error instanceof ConnectorError) || error.code !== 'not_found') throw error;
    }
  }
}
