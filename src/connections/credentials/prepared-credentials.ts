import type { TokenSet } from '../../okta/oauth/oauth-client.js';
import type { AuthType } from '../connection.entity.js';
import type { SecretChanges } from '../connection-store.js';

/** Credentials ready to be stored: tested at Okta where that is possible before a person has acted there. */
export interface PreparedCredentials {
  authType: AuthType;
  /** Public settings, for `connection.auth`. */
  settings: Record<string, unknown>;
  secrets: SecretChanges;
  /** `pending`: a consent or a key registration is missing. */
  status: 'active' | 'pending';
  /** The first tokens, where the test got some. */
  tokens: TokenSet | undefined;
}
