import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Sweep } from '../../connections/upkeep/sweep.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { HookRequests } from './hook-requests.service.js';
import { OktaHookRepository } from './okta-hook.repository.js';

const EVERY_MS = 20_000;
const PAGE = 200;

/** Looks at hooks from time to time, in processes of the role `worker` or `all`: somebody may have changed them at Okta. */
@Injectable()
export class HookUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly sweep: Sweep<Awaited<ReturnType<OktaHookRepository['listUnchecked']>>[number]>;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'role'>,
    hooks: OktaHookRepository,
    requests: HookRequests,
  ) {
    this.sweep = new Sweep({
      name: 'hooks',
      everyMs: EVERY_MS,
      list: () => hooks.listUnchecked(PAGE),
      handle: ({ tenantId, id }) => requests.ask(tenantId, id),
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.role !== 'api') this.sweep.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.sweep.stop();
  }
}
