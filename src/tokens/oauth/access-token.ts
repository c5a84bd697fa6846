import type { TenantId } from '../../core/tenant-id.js';
import type { TokenResult } from '../../okta/oauth/oauth-client.js';

/** An access token as it may be used now. */
export interface AccessToken {
  token: string;
  tokenType: 'Bearer' | 'DPoP';
  scopes: readonly string[];
  expiresAt: Date;
  /** Rises with each token of the connection. */
  version: number;
}

/** Whose token it is. */
export interface TokenPlace {
  tenantId: TenantId;
  connectionId: string;
}

/** How a connection's next token is got; made by connections/, used by the refresh engine. */
export interface TokenSource extends TokenPlace {
  /** `refreshToken`: needs the stored refresh token; `clientCredentials`: needs none. */
  grant: 'refreshToken' | 'clientCredentials';
  /**
   * Makes ONE token request (its DPoP nonce retry included) and never throws. `deadline` is a time of `performance.now()`:
   * after it nothing may be sent, and an answer counts as lost.
   */
  request: (refreshToken: string | undefined, deadline: number) => Promise<TokenResult>;
}

/** Why a connection must be authorized again. `rotation_lost`: the answer with its next refresh token was lost. */
export type ReauthorizationReason = 'rotation_lost' | 'revoked';
