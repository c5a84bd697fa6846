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
}
