import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { ConnectionEvents } from '../events/connection-events.service.js';
import { EventDelivery } from '../events/event-delivery.service.js';
import { ExpiryWarnings } from './expiry-warnings.service.js';
import { HookRemovals } from './hook-removals.service.js';
import { KeepAlive } from './keep-alive.service.js';
import { KeyTrials } from './key-trials.service.js';
import { Revocations } from './revocations.service.js';
import { Sweep } from './sweep.js';
import { TokenUpkeep } from './token-upkeep.service.js';

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const PAGE = 200;

/** Looks after all connections in the background, in processes of the role `worker` or `all`. */
@Injectable()
export class Upkeep implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #sweeps: Pick<Sweep<never>, 'start' | 'stop'>[];

  constructor(
    @Inject(CONFIG) { role }: Pick<Config, 'role'>,
    events: ConnectionEvents,
    private readonly delivery: EventDelivery,
    private readonly warnings: ExpiryWarnings,
    private readonly tokens: TokenUpkeep,
    private readonly revocations: Revocations,
    private readonly keepAlive: KeepAlive,
    private readonly keyTrials: KeyTrials,
    private readonly hookRemovals: HookRemovals,
  ) {
    if (role === 'api') this.#sweeps = [];
    else this.#sweeps = events.enabled ? [...this.#always(), ...this.#forThePlatform()] : this.#always();
  }

  onApplicationBootstrap(): void {
    for (const sweep of this.#sweeps) sweep.start();
  }

  /** Before the database is closed. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.#sweeps.map((sweep) => sweep.stop()));
  }

  #always() {
    const { tokens, revocations, keepAlive, keyTrials, hookRemovals } = this;
    return [
      new Sweep({
        name: 'tokens',
        everyMs: 2.5 * SECOND,
        list: () => tokens.listDue(PAGE),
        page: PAGE,
        handle: (item) => tokens.keep(item),
      }),
      new Sweep({
        name: 'revocations',
        everyMs: 5 * SECOND,
        list: () => revocations.listDue(PAGE),
        handle: ({ tenantId, id }) => revocations.attempt(tenantId, id),
      }),
      new Sweep({
        name: 'hook-removals',
        everyMs: 5 * SECOND,
        list: () => hookRemovals.listDue(PAGE),
        handle: ({ tenantId, id }) => hookRemovals.attempt(tenantId, id),
      }),
      new Sweep({
        name: 'key-trials',
        everyMs: 5 * SECOND,
        list: () => keyTrials.listDue(PAGE),
        handle: (item) => keyTrials.attempt(item),
      }),
      new Sweep({
        name: 'keep-alive',
        everyMs: HOUR,
        list: () => keepAlive.listDue(PAGE),
        handle: (item, signal) => keepAlive.keepAlive(item, signal),
      }),
    ];
  }

  #forThePlatform() {
    const { delivery, warnings } = this;
    return [
      new Sweep({
        name: 'connectionEvents',
        everyMs: 2 * SECOND,
        list: () => delivery.listDue(PAGE),
        handle: (item, signal) => delivery.deliver(item, signal),
      }),
      new Sweep({
        name: 'expiry-warnings',
        everyMs: HOUR,
        list: () => warnings.listDue(PAGE),
        handle: (item) => warnings.warn(item),
      }),
    ];
  }
}
