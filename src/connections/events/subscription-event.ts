/** What the platform can hear of subscriptions. */
export type SubscriptionEventType = 'subscription.failing' | 'subscription.disabled' | 'subscription.recovered';

export interface SubscriptionEvent {
  type: SubscriptionEventType;
  /** As it is after what happened. */
  subscription: {
    id: string;
    connectionId: string;
    triggerId: string;
    status: string;
    statusReason: string | null;
    /** Since when nothing could be delivered. */
    failingSince: Date | null;
  };
}

/** The text that is signed and sent, the same at every attempt; `timestamp` is when it happened. */
export function subscriptionEventBody(tenantId: string, event: SubscriptionEvent, happenedAt: Date): string {
  const { id: subscriptionId, connectionId, triggerId, status, statusReason, failingSince } = event.subscription;
  return JSON.stringify({
    type: event.type,
    timestamp: happenedAt.toISOString(),
    data: {
      tenantId,
      connectionId,
      subscriptionId,
      triggerId,
      status,
      statusReason,
      ...(failingSince && { failingSince: failingSince.toISOString() }),
    },
  });
}
