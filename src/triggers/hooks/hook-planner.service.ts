import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import type { TenantId } from '../../core/tenant-id.js';
import { SecretBox } from '../../tokens/secret-box.js';
import { TenantKeys } from '../../tokens/tenant-keys.service.js';
import { LogPositions } from '../polling/log-position.repository.js';
import type { Subscription } from '../subscriptions/subscription.js';
import { SubscriptionRepository } from '../subscriptions/subscription.repository.js';
import { eligibleTypesOf, spreadTypes, wantedTypes, type HookShare } from './hook-plan.js';
import { newHookId, newHookSecret, secretHash } from './hook-secret.js';
import { secretFieldOf, type OktaHook } from './okta-hook.js';
import { OktaHookRepository, type HookChanges } from './okta-hook.repository.js';

/** The hooks of a connection as they shall be, taken by the one who asked; `busy`: somebody else has them. */
export type HookPlan = OktaHook[] | 'busy';

/** Longer than a job may take. */
const LEASE_SECONDS = 130;
const DAY_MS = 86_400_000;
const SECRET_LASTS_MS = 90 * DAY_MS;
/** For calls that were on their way with the old secret. */
const OLD_SECRET_LASTS_MS = 10 * 60_000;

/** Writes down what hooks a connection shall have, before Okta is asked: so that nothing of it is lost with the process. */
@Injectable()
export class HookPlanner {
  constructor(
    private readonly database: TenantDatabase,
    private readonly hooks: OktaHookRepository,
    private readonly subscriptions: SubscriptionRepository,
    private readonly log: LogPositions,
    private readonly keys: TenantKeys,
    private readonly box: SecretBox,
  ) {}

  begin(tenant: TenantId, connectionId: string): Promise<HookPlan> {
    return this.database.transaction(tenant, async () => {
      await this.hooks.lockPlanning(connectionId);
      if (await this.hooks.isLeased(tenant, connectionId)) return 'busy';
      const wanted = wantedTypes(await this.subscriptions.listHearing(tenant, connectionId));
      const present = await this.hooks.list(tenant, connectionId);
      await this.#write({ tenant, connectionId, present, shares: spreadTypes(wanted, present) });
      await this.hooks.lease(tenant, connectionId, LEASE_SECONDS);
      return this.hooks.list(tenant, connectionId);
    });
  }

  /** Gives the hooks back. What only hooks would have told is polled where they do not work. */
  async finish(tenant: TenantId, connectionId: string): Promise<void> {
    await this.database.transaction(tenant, async () => {
      const hooks = await this.hooks.list(tenant, connectionId);
      for (const { id } of hooks) await this.hooks.update(tenant, id, { checkedAt: new Date() });
      await this.hooks.lease(tenant, connectionId, 0);
      const since = pollingSince(await this.subscriptions.listHearing(tenant, connectionId), hooks);
      if (since) await this.log.begin(tenant, connectionId, since);
    });
  }

  /** @returns whether the hook is still there */
  note(hook: Pick<OktaHook, 'tenantId' | 'id'>, changes: HookChanges): Promise<boolean> {
    return this.database.transaction(hook.tenantId, () => this.hooks.update(hook.tenantId, hook.id, changes));
  }

  async forget({ tenantId, id }: Pick<OktaHook, 'tenantId' | 'id'>): Promise<void> {
    await this.database.transaction(tenantId, () => this.hooks.delete(tenantId, id));
  }

  /** The secret that Okta shall send. */
  secretOf({ tenantId, connectionId, id, keyVersion, ciphertext }: OktaHook): Promise<string> {
    return this.box.open({ tenantId, connectionId, field: secretFieldOf(id), keyVersion, ciphertext });
  }

  /**
   * Gives the connection's hooks new secrets; the old ones are accepted until Okta has the new ones, and a little longer.
   * Hooks that a person entered keep theirs. Ask `HookRequests` afterwards.
   */
  async rotateSecrets(tenant: TenantId, connectionId: string): Promise<void> {
    await this.database.transaction(tenant, async () => {
      await this.hooks.lockPlanning(connectionId);
      const managed = (await this.hooks.list(tenant, connectionId)).filter(({ oktaId }) => oktaId !== null);
      for (const hook of managed) await this.hooks.update(tenant, hook.id, await this.#newSecret(hook));
    });
  }

  async #write(plan: {
    tenant: TenantId;
    connectionId: string;
    present: readonly OktaHook[];
    shares: readonly HookShare[];
  }): Promise<void> {
    const { tenant, connectionId, present, shares } = plan;
    for (const hook of present) {
      const share = shares.find(({ ordinal }) => ordinal === hook.ordinal);
      await this.hooks.update(tenant, hook.id, { ...changesOf(hook, share), ...(await this.#rotation(hook)) });
    }
    const taken = new Set(present.map(({ ordinal }) => ordinal));
    for (const share of shares) if (!taken.has(share.ordinal)) await this.#insert(tenant, connectionId, share);
  }

  async #insert(tenant: TenantId, connectionId: string, { ordinal, eventTypes }: HookShare): Promise<void> {
    const id = newHookId();
    const secret = await this.#seal({ tenantId: tenant, connectionId, id });
    await this.hooks.insert(tenant, { id, connectionId, ordinal, eventTypes: [...eventTypes], ...secret });
  }

  async #rotation(hook: OktaHook): Promise<HookChanges> {
    if (hook.secretSetAt === null || hook.oktaId === null) return {};
    const ageMs = Date.now() - hook.secretSetAt.getTime();
    if (ageMs > SECRET_LASTS_MS) return this.#newSecret(hook);
    const [present] = hook.secretHashes;
    if (present && hook.secretHashes.length > 1 && ageMs > OLD_SECRET_LASTS_MS) return { secretHashes: [present] };
    return {};
  }

  /** While the new secret is not known to be at Okta, the one that is stays accepted, not the one before it. */
  async #newSecret(hook: OktaHook): Promise<HookChanges> {
    if (hook.secretSetAt === null && hook.secretHashes.length > 1) return {};
    const { secretHashes, ...sealed } = await this.#seal(hook);
    return { ...sealed, secretHashes: [...secretHashes, ...hook.secretHashes.slice(0, 1)], secretSetAt: null };
  }

  async #seal({ tenantId, connectionId, id }: Pick<OktaHook, 'tenantId' | 'connectionId' | 'id'>) {
    const secret = newHookSecret();
    const place = { tenantId, connectionId, field: secretFieldOf(id), plaintext: secret };
    const sealed = this.box.sealWith(await this.keys.hold(tenantId), place);
    return { ...sealed, secretHashes: [secretHash(secret)] };
  }
}

function changesOf(hook: OktaHook, share: HookShare | undefined): HookChanges {
  if (!share) return { state: 'removing', eventTypes: [] };
  const same = hook.eventTypes.length === share.eventTypes.length && covers(hook.eventTypes, share.eventTypes);
  const state = hook.state === 'removing' || (hook.state === 'verified' && !same) ? 'wanted' : hook.state;
  return { state, eventTypes: [...share.eventTypes] };
}

const covers = (types: readonly string[], wanted: readonly string[]): boolean => {
  const known = new Set(types);
  return wanted.every((type) => known.has(type));
};

const HOUR_MS = 3_600_000;

/**
 * From when the System Log must tell what hooks should have told; undefined where they work. Once a hook has worked, not
 * from before the last of it: what it brought is stored.
 */
function pollingSince(subscriptions: readonly Subscription[], hooks: readonly OktaHook[]): Date | undefined {
  const heard = Math.max(0, ...hooks.map(({ lastDeliveryAt }) => (lastDeliveryAt?.getTime() ?? HOUR_MS) - HOUR_MS));
  const starts = subscriptions
    .filter((subscription) => needsPolling(subscription, hooks))
    .map(({ startFrom }) => Math.max(startFrom.getTime(), heard));
  return starts.length === 0 ? undefined : new Date(Math.min(...starts));
}

/** A subscription that hears by hooks alone, and not all of it by hooks that work. */
function needsPolling(subscription: Subscription, hooks: readonly OktaHook[]): boolean {
  if (subscription.mode !== 'realtime' || subscription.status === 'disabled') return false;
  const confirmed = hooks.flatMap(({ confirmedTypes }) => confirmedTypes);
  const eligible = eligibleTypesOf(subscription);
  return eligible.length < (subscription.eventTypes?.length ?? Infinity) || !covers(confirmed, eligible);
}
