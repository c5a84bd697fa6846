import { Injectable } from '@nestjs/common';
import type { TenantId } from '../../core/tenant-id.js';
import { HookRequests } from '../hooks/hook-requests.service.js';
import { HookStandings } from '../hooks/hook-standings.service.js';
import { hookViewOf, type HookStanding } from '../hooks/hook-view.js';
import { LogPositions } from '../polling/log-position.repository.js';
import type { Subscription } from './subscription.js';
import { SubscriptionRepository } from './subscription.repository.js';

/**
 * Keeps what brings events to a connection in step with its subscriptions: the reading of the System Log and the event
 * hook. Within the tenant's open transaction, which holds the changes of the connection's subscriptions.
 */
@Injectable()
export class EventSources {
  constructor(
    private readonly subscriptions: SubscriptionRepository,
    private readonly positions: LogPositions,
    private readonly hooks: HookStandings,
    private readonly requests: HookRequests,
  ) {}

  /** After a subscription was made, changed or resumed that hears from `since` on, unless it needs nothing. */
  async serve(subscription: Subscription, since: Date): Promise<void> {
    const { tenantId, connectionId } = subscription;
    if (isScheduled(subscription)) return;
    const standings = await this.hooks.of(tenantId, connectionId);
    if (beginsLog(subscription, standings)) await this.positions.begin(tenantId, connectionId, since);
    await this.settle(tenantId, connectionId);
  }

  /** After a subscription has gone or needs less. */
  async settle(tenant: TenantId, connectionId: string): Promise<void> {
    const standings = await this.hooks.of(tenant, connectionId);
    const hearing = await this.subscriptions.listHearing(tenant, connectionId);
    const isRead = hearing.some((subscription) => needsLog(subscription, standings));
    if (!isRead) await this.positions.end(tenant, connectionId);
    await this.requests.ask(tenant, connectionId);
  }
}

/** Searches by a schedule, and hears of no events. */
export const isScheduled = ({ scheduleFrom }: Pick<Subscription, 'scheduleFrom'>): boolean => scheduleFrom !== null;

/** Real-time subscriptions are polled for only while no hook brings their events. */
function needsLog(subscription: Subscription, standings: readonly HookStanding[]): boolean {
  return subscription.mode !== 'realtime' || !hookViewOf(subscription, standings).live;
}

/** A hook that is only just being set up is waited for: whoever sets it up begins the log where that fails. */
function beginsLog(subscription: Subscription, standings: readonly HookStanding[]): boolean {
  if (subscription.mode !== 'realtime') return true;
  const { live, state, reason } = hookViewOf(subscription, standings);
  return !live && (state !== 'wanted' || reason !== null);
}
