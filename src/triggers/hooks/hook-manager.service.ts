import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { ConnectionAccess } from '../../connections/connection-access.js';
import type { OktaSession } from '../../connections/okta-session.js';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { ConnectorError } from '../../core/errors.js';
import { JobQueue, type JobPayload } from '../../core/jobs/job-queue.service.js';
import { HOOKS_QUEUE } from '../../core/jobs/queues.js';
import { parseTenantId, type TenantId } from '../../core/tenant-id.js';
import { EventHookClient } from '../../okta/event-hooks/event-hook-client.js';
import { OktaClient } from '../../okta/okta-client.js';
import { assertHooksPossible } from './hook-permission.js';
import { HookPlanner } from './hook-planner.service.js';
import { afterFailure, kindOf } from './hook-refusal.js';
import { HookRepair } from './hook-repair.js';
import { HookRequests } from './hook-requests.service.js';
import type { OktaHook } from './okta-hook.js';

const AT_ONCE = 4;

/**
 * Keeps the event hooks at Okta in step with the subscriptions of their connection: makes, verifies, changes, repairs and
 * removes them. Whatever it is interrupted at, the next time goes on from what Okta has.
 */
@Injectable()
export class HookManager implements OnModuleInit {
  readonly #logger = new Logger(HookManager.name);

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    private readonly jobs: JobQueue,
    private readonly requests: HookRequests,
    private readonly planner: HookPlanner,
    private readonly access: ConnectionAccess,
    private readonly okta: OktaClient,
  ) {}

  onModuleInit(): void {
    this.jobs.work(HOOKS_QUEUE, (payload, signal) => this.#work(payload, signal), { localConcurrency: AT_ONCE });
  }

  async #work({ tenantId, connectionId = '' }: JobPayload, signal: AbortSignal): Promise<void> {
    const tenant = parseTenantId(tenantId);
    if (tenant) await this.reconcile(tenant, connectionId, signal);
  }

  /** @throws what passes, to be tried again soon; everything else is noted of the hooks */
  async reconcile(tenant: TenantId, connectionId: string, signal?: AbortSignal): Promise<void> {
    const hooks = await this.planner.begin(tenant, connectionId);
    if (hooks === 'busy') return this.requests.askAgain(tenant, connectionId);
    if (hooks.length === 0) return;
    try {
      await this.#bringInStep(hooks, { tenant, connectionId, signal });
    } finally {
      await this.planner.finish(tenant, connectionId);
    }
  }

  async #bringInStep(
    hooks: readonly OktaHook[],
    { tenant, connectionId, signal }: { tenant: TenantId; connectionId: string; signal: AbortSignal | undefined },
  ): Promise<void> {
    let session: OktaSession | undefined;
    try {
      session = await this.access.open(tenant, connectionId);
      assertHooksPossible(session, this.config.publicUrl);
      const { org, authorizer } = session;
      const remote = new EventHookClient(this.okta, { org, authorizer, signal });
      await this.#each(hooks, new HookRepair({ remote, planner: this.planner, publicUrl: this.config.publicUrl }));
    } catch (error) {
      if (session) await this.access.learn(session, error);
      for (const hook of hooks) await this.#failed(hook, error);
      if (kindOf(error) === 'passing' && !isGone(error)) throw error;
    }
  }

  /** What Okta refuses of one hook does not keep the others from being set up. */
  async #each(hooks: readonly OktaHook[], repair: HookRepair): Promise<void> {
    await repair.look();
    const toBeRemoved = hooks.filter(({ state }) => state === 'removing');
    for (const hook of toBeRemoved) await this.#one(hook, () => repair.remove(hook));
    for (const hook of hooks) if (hook.state !== 'removing') await this.#one(hook, () => repair.mend(hook));
  }

  async #one(hook: OktaHook, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (kindOf(error) !== 'denied' && kindOf(error) !== 'refused') throw error;
      await this.#failed(hook, error);
    }
  }

  async #failed(hook: OktaHook, error: unknown): Promise<void> {
    const { connectionId, id } = hook;
    const kind = kindOf(error);
    if (hook.state === 'removing' && (kind === 'denied' || kind === 'refused')) {
      this.#logger.warn({
        msg: 'An event hook that nobody needs stays at Okta: it may not be removed',
        connectionId,
        id,
      });
      return this.planner.forget(hook);
    }
    // What was found out of it before it failed is kept.
    await this.planner.note(hook, afterFailure(hook, error));
  }
}

const isGone = (error: unknown): boolean => error instanceof ConnectorError && error.code === 'not_found';
