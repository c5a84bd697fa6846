import { Inject, Injectable } from '@nestjs/common';
import { availabilityOf } from '../../actions/availability/availability.js';
import { ActionRegistry } from '../../actions/registry.js';
import { ConnectionAccess } from '../../connections/connection-access.js';
import type { TenantId } from '../../core/tenant-id.js';
import { triggerAvailabilityOf } from '../../triggers/availability/trigger-availability.js';
import { TriggerRegistry } from '../../triggers/trigger-registry.js';

/** How much of a catalogue works. */
interface Share {
  /** Titles of what works. */
  works: string[];
  total: number;
}

/** What does not work, by what is in the way. */
interface Obstacle {
  reason: string;
  titles: string[];
}

/** What a connection will be good for. */
export interface Outlook {
  actions: Share;
  triggers: Share;
  obstacles: Obstacle[];
}

interface Judged {
  title: string;
  available: boolean;
  reason: string | null;
}

/** Judges the catalogue as one connection sees it, without asking Okta. */
@Injectable()
export class Outlooks {
  constructor(
    @Inject(ActionRegistry) private readonly actions: ActionRegistry,
    private readonly triggers: TriggerRegistry,
    private readonly connections: ConnectionAccess,
  ) {}

  async of(tenant: TenantId, connectionId: string): Promise<Outlook> {
    const standing = await this.connections.standing(tenant, connectionId);
    const actions = this.actions
      .list()
      .map((action) => judged(action.definition.title, availabilityOf(action, standing)));
    const triggers = this.triggers
      .list()
      .map(({ definition }) => judged(definition.title, triggerAvailabilityOf(definition, standing)));
    return {
      actions: shareOf(actions),
      triggers: shareOf(triggers),
      obstacles: obstaclesIn([...actions, ...triggers]),
    };
  }
}

const judged = (title: string, { available, reason }: Omit<Judged, 'title'>): Judged => ({ title, available, reason });

const shareOf = (all: readonly Judged[]): Share => ({
  works: all.filter(({ available }) => available).map(({ title }) => title),
  total: all.length,
});

function obstaclesIn(all: readonly Judged[]): Obstacle[] {
  const byReason = new Map<string, string[]>();
  for (const { title, available, reason } of all) {
    if (!available && reason !== null) byReason.set(reason, [...(byReason.get(reason) ?? []), title]);
  }
  return [...byReason].map(([reason, titles]) => ({ reason, titles }));
}
