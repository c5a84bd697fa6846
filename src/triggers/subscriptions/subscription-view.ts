import type { z } from 'zod';
import type { HookView } from '../hooks/hook-view.js';
import type { Mechanism } from './mechanism.js';
import type { SubscriptionAnswer } from './subscription-answer.schema.js';
import type { Subscription } from './subscription.js';

export type SubscriptionView = z.input<typeof SubscriptionAnswer>;

/** What of the outside a view tells. */
interface SubscriptionSurroundings {
  mechanism: Mechanism;
  hook: HookView;
  /** When the oldest event happened that waits to be delivered. */
  waitingSince: Date | undefined;
  now: Date;
}

/** A subscription as the API shows it; there is no signing secret in it because the subscription has none. */
export function subscriptionView(
  subscription: Subscription,
  { mechanism, hook, waitingSince, now }: SubscriptionSurroundings,
): SubscriptionView {
  const { id, connectionId, triggerId, mode, status, params } = subscription;
  const { state, setupRequired } = hook;
  return {
    id,
    connectionId,
    triggerId,
    mode,
    effectiveMode: mechanism.effectiveMode,
    status,
    statusReason: subscription.statusReason ?? mechanism.reason,
    params,
    delivery: { type: subscription.deliveryType, url: subscription.deliveryUrl },
    hook: { state, ...(setupRequired && { setupRequired }) },
    lagSeconds: waitingSince ? Math.max(0, Math.round((now.getTime() - waitingSince.getTime()) / 1_000)) : 0,
    lastEventAt: subscription.lastEventAt?.toISOString() ?? null,
    startFrom: subscription.startFrom.toISOString(),
    createdAt: subscription.createdAt.toISOString(),
    updatedAt: subscription.updatedAt.toISOString(),
  };
}
