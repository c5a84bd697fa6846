import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Config } from '../../core/config.js';
import { CONFIG } from '../../core/config.token.js';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { ConnectorError } from '../../core/errors.js';
import { inSpan } from '../../core/telemetry/spans.js';
import { EventIntake } from '../events/event-intake.service.js';
import type { LogEvent } from '../events/log-event.js';
import { ArrivalGroups } from './arrival-groups.js';
import { BoundedLane, overloaded } from './bounded-lane.js';
import { HookDirectory, type KnownHook } from './hook-directory.service.js';
import { readEnvelope } from './hook-envelope.js';
import { OktaHookRepository } from './okta-hook.repository.js';

/** Together less than a second: Okta gives up after three, and tries again once after a 503. */
const RECOGNISED_WITHIN_MS = 300;
const STORED_WITHIN_MS = 600;
/** A call may have waited for the one before it. */
const ANSWERED_WITHIN_MS = 650;
const NOTED_EVERY_MS = 60_000;

/**
 * What Okta's calls come to. They have lanes of their own, so that they neither wait behind everything else nor take the
 * whole database; strangers who guess addresses get in the way of nobody whose hook is known.
 */
@Injectable()
export class HookCalls {
  readonly #logger = new Logger(HookCalls.name);
  readonly #lookups: BoundedLane;
  readonly #stores: BoundedLane;
  readonly #groups: ArrivalGroups;

  constructor(
    @Inject(CONFIG) { database: { poolSize } }: Pick<Config, 'database'>,
    private readonly database: TenantDatabase,
    private readonly directory: HookDirectory,
    private readonly hooks: OktaHookRepository,
    private readonly intake: EventIntake,
  ) {
    this.#lookups = new BoundedLane({ atOnce: Math.max(1, Math.floor(poolSize / 4)), waiting: 100 });
    this.#stores = new BoundedLane({ atOnce: Math.max(1, Math.floor(poolSize / 2)), waiting: 200 });
    this.#groups = new ArrivalGroups(async (arrival) => {
      await this.#stores.run(() => this.intake.accept(arrival), STORED_WITHIN_MS);
    });
  }

  /** @throws ConnectorError `unauthenticated` for an unknown address and a wrong secret alike; `overloaded` */
  async recognise(hookId: string, secret: string | undefined): Promise<KnownHook> {
    const look = () => this.directory.recognise(hookId, secret);
    const hook = this.directory.remembered(hookId, secret) ?? (await this.#lookups.run(look, RECOGNISED_WITHIN_MS));
    if (hook) return hook;
    throw new ConnectorError('unauthenticated', 'No event hook has this address and this Authorization header.');
  }

  /** Okta asks whether we want its events. */
  async confirm(hook: KnownHook): Promise<void> {
    if (hook.state !== 'manual') return;
    const { tenantId, hookId } = hook;
    const note = () => this.database.transaction(tenantId, () => this.hooks.noteCall(tenantId, hookId, 'challenge'));
    await this.#stores.run(note, STORED_WITHIN_MS);
    this.directory.forget(hookId);
  }

  /**
   * Stores the events of a call; when it resolves they are delivered whatever happens.
   * @throws ConnectorError `malformed_request`, `overloaded` when that takes too long; it may be stored nevertheless
   */
  async receive(hook: KnownHook, body: unknown): Promise<void> {
    const envelope = readEnvelope(body);
    if (!envelope)
      throw new ConnectorError('malformed_request', 'The body holds no events as Okta sends them to event hooks.');
    const { tenantId, connectionId } = hook;
    const { events, unreadable } = envelope;
    if (unreadable > 0) this.#logger.warn({ msg: 'Events of a hook cannot be read', connectionId, count: unreadable });
    const note = this.#noting(hook, events);
    const arrival = { tenantId, connectionId, source: 'hook', events, ...(note && { within: note }) } as const;
    const attributes = { 'okta_connector.events': events.length };
    await inSpan({ name: 'hook intake', attributes }, () => inTime(this.#groups.add(arrival)));
  }

  /** Now and then only: a row that every call changes would make them wait for one another. */
  #noting(hook: KnownHook, events: readonly LogEvent[]): (() => Promise<void>) | undefined {
    const { tenantId, hookId, notedAt, state } = hook;
    if (state !== 'manual' && Date.now() - notedAt < NOTED_EVERY_MS) return undefined;
    hook.notedAt = Date.now();
    const types = [...new Set(events.map(({ eventType }) => eventType))];
    return async () => {
      await this.hooks.noteCall(tenantId, hookId, types);
      if (state === 'manual') this.directory.forget(hookId);
    };
  }
}

/** What is not done by then goes on; Okta sends it again, and it is known by its uuid. */
async function inTime(stored: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(overloaded()), ANSWERED_WITHIN_MS);
  try {
    await Promise.race([stored, promise]);
  } finally {
    clearTimeout(timer);
  }
}
