import type { IdSequence } from './ids.ts';
import type { Placed } from './ordered-store.ts';
import { OrderedStore } from './ordered-store.ts';
import type { AppRecord } from './records.ts';

/** A mapping between the default user type and an app, in one direction. */
export interface ProfileMapping {
  id: string;
  sourceId: string;
  targetId: string;
}

interface Ends {
  apps: OrderedStore<AppRecord>;
  userTypeId: string;
  ids: IdSequence;
}

/** Okta makes two mappings with every app; here they are made when they are first looked for. */
export class ProfileMappings {
  private readonly store: OrderedStore<ProfileMapping>;
  private readonly mappedApps = new Set<string>();

  constructor(now: () => number) {
    this.store = new OrderedStore(now);
  }

  *scan(org: Ends, after: number): Generator<Placed<ProfileMapping>> {
    for (const { record: app } of org.apps.scan()) {
      if (this.mappedApps.has(app.id)) continue;
      this.mappedApps.add(app.id);
      this.store.put({ id: org.ids.take('prm'), sourceId: org.userTypeId, targetId: app.id });
      this.store.put({ id: org.ids.take('prm'), sourceId: app.id, targetId: org.userTypeId });
    }
    for (const placed of this.store.scan(after)) {
      const { sourceId, targetId } = placed.record;
      if (org.apps.get(sourceId) ?? org.apps.get(targetId)) yield placed;
    }
  }
}
