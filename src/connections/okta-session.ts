import type { Priority } from '../okta/limits/fair-queue.js';
import type { Authorizer, OktaOrg } from '../okta/okta-request.js';
import type { TenantId } from '../core/tenant-id.js';

/** A connection ready to act on its org: who, where, and with what authority. Holds no secret that can be read. */
export interface OktaSession {
  tenantId: TenantId;
  connectionId: string;
  /** Rises with each change of the connection or its credentials. */
  version: number;
  readOnly: boolean;
  org: OktaOrg;
  authorizer: Authorizer;
  /** Scopes of the token; undefined for an API token, which carries its owner's permissions. */
  grantedScopes: ReadonlySet<string> | undefined;
  /** Calls of a bulk session yield to single ones, which is what they are without it. */
  priority?: Priority;
}

/** The session for reading or writing much: its calls yield to single ones, and wait longer for Okta's rate limit. */
export const forBulk = (session: OktaSession): OktaSession => ({ ...session, priority: 'bulk' });
