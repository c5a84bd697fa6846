import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { hookUri, SECRET_HEADER } from '../../okta/event-hooks/event-hook.js';
import { HookPlanner } from './hook-planner.service.js';
import type { HookSetup, HookStanding } from './hook-view.js';
import type { OktaHook } from './okta-hook.js';
import { OktaHookRepository } from './okta-hook.repository.js';

/** How the event hooks of connections stand, for those who hear by them. */
@Injectable()
export class HookStandings {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    private readonly database: TenantDatabase,
    private readonly hooks: OktaHookRepository,
    private readonly planner: HookPlanner,
  ) {}

  /** Joins a transaction of the tenant. Empty before the first hook is planned. */
  of(tenant: TenantId, connectionId: string): Promise<HookStanding[]> {
    return this.database.transaction(tenant, async () => {
      const standings: HookStanding[] = [];
      for (const hook of await this.hooks.list(tenant, connectionId)) standings.push(await this.#standing(hook));
      return standings;
    });
  }

  async #standing(hook: OktaHook): Promise<HookStanding> {
    const { state, stateReason: reason, eventTypes, confirmedTypes } = hook;
    const setup = state === 'manual' ? await this.#setup(hook) : undefined;
    return { state, reason, eventTypes, confirmedTypes, setup };
  }

  async #setup(hook: OktaHook): Promise<HookSetup> {
    return {
      url: hookUri(this.config.publicUrl, hook.id),
      secretHeader: SECRET_HEADER,
      secret: await this.planner.secretOf(hook),
      eventTypes: hook.eventTypes,
    };
  }
}
