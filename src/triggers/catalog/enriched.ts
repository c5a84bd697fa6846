import type { z } from 'zod';
import type { OktaScope } from '../../okta/okta-scopes.js';
import { Application } from '../../okta/schemas/app.js';
import { Device } from '../../okta/schemas/device.js';
import { Group } from '../../okta/schemas/group.js';
import { User } from '../../okta/schemas/user.js';

/** What `params.enrich` fetches in full, under the name that it has in `data.enriched`. */
export type EnrichedKind = 'user' | 'group' | 'app' | 'device';

interface Enrichment {
  /** The `type` of the event's target that is fetched. */
  targetType: string;
  scope: OktaScope;
  object: z.ZodObject;
}

/** An event carries no more of a target than id, type, alternateId and displayName; these are fetched in full. */
export const ENRICHED: Readonly<Record<EnrichedKind, Enrichment>> = {
  user: { targetType: 'User', scope: 'okta.users.read', object: User },
  group: { targetType: 'UserGroup', scope: 'okta.groups.read', object: Group },
  app: { targetType: 'AppInstance', scope: 'okta.apps.read', object: Application },
  device: { targetType: 'Device', scope: 'okta.devices.read', object: Device },
};

export const ENRICHED_KINDS: readonly EnrichedKind[] = ['user', 'group', 'app', 'device'];
