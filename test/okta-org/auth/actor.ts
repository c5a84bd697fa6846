import type { StandardRole } from '../state/admin-roles.ts';
import type { LogParty } from '../log/log-event.ts';
import type { AdminRole } from '../state/records.ts';

/** Who calls: the API token's user, the OAuth user, or a service app. */
export interface Actor {
  role: AdminRole;
  /** The admin roles of the API token's user. */
  roles?: readonly (StandardRole | 'CUSTOM')[];
  /** Undefined for service apps, which have no `me`. */
  userId?: string;
  /** Id of the API token, for the System Log. */
  tokenId?: string;
  party: LogParty;
  /** Key of the caller's own rate limit buckets. */
  principal: string;
}
