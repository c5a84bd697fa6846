import type { TenantId } from '../../core/tenant-id.js';

/** How a caller wants to hear of events. */
export const SUBSCRIPTION_MODES = ['realtime', 'polling', 'hybrid'] as const;

export type SubscriptionMode = (typeof SUBSCRIPTION_MODES)[number];

export const SUBSCRIPTION_STATUSES = ['active', 'paused', 'failing', 'disabled'] as const;

export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** A recipe's interest in what happens in an org. Secrets lie elsewhere. */
export interface Subscription {
  tenantId: TenantId;
  id: string;
  connectionId: string;
  triggerId: string;
  mode: SubscriptionMode;
  status: SubscriptionStatus;
  statusReason: string | null;
  /** What it is about; null is every type. */
  eventTypes: string[] | null;
  params: Record<string, unknown>;
  deliveryType: 'webhook' | 'pull';
  deliveryUrl: string | null;
  startFrom: Date;
  /** The sequence number that the next delivery gets. */
  nextSequence: number;
  /** What lies before it was acknowledged by pulling. */
  acknowledgedSequence: number;
  /** Since when nothing could be delivered; null while it can. */
  failingSince: Date | null;
  lastEventAt: Date | null;
  /** Start of the window of a scheduled search that is due next, and when it is due. */
  scheduleFrom: Date | null;
  scheduleDueAt: Date | null;
  scheduleState: unknown;
  createdBy: string;
  createdAt: Date;
  updatedAt: Date;
}
