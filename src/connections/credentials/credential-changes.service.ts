import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../../core/errors.js';
import type { TokenSet } from '../../okta/oauth/oauth-client.js';
import { withoutConsentScopes } from '../../okta/requested-scopes.js';
import { oauthSettingsOf, type ConnectionSecrets } from '../connection-auth.js';
import { orgOf } from '../connection-org.js';
import type { SecretChanges } from '../connection-store.js';
import type { Connection } from '../connection.entity.js';
import type { AuthorizationCodeAuth, ConnectionAuth, PatchConnection } from '../connection.schema.js';
import { oauthClientOf } from '../oauth-registration.js';
import { assertKnownScopes, AuthorizationCodeCredentials } from './authorization-code-credentials.js';
import { ClientCredentials } from './client-credentials.js';
import { Credentials } from './credentials.service.js';
import type { PreparedCredentials } from './prepared-credentials.js';

/** A change of credentials or scopes that Okta has accepted, as far as that can be known before a person acts. */
export interface PreparedChange {
  secrets?: SecretChanges;
  tokens?: TokenSet | undefined;
  /** What was granted before is another app's, and of no use any more. */
  endsGrant?: true;
  values: (connection: Connection) => Partial<Connection>;
}

interface Standing {
  connection: Connection;
  secrets: ConnectionSecrets;
}

/** Tests new credentials and new scopes before they replace the old ones. */
@Injectable()
export class CredentialChanges {
  constructor(
    private readonly credentials: Credentials,
    private readonly clientCredentials: ClientCredentials,
    private readonly authorizationCode: AuthorizationCodeCredentials,
  ) {}

  async prepare({ connection, secrets }: Standing, { auth, scopes }: PatchConnection): Promise<PreparedChange> {
    if (auth && scopes) throw mistaken('/scopes', 'The scopes belong into auth, where new credentials are given.');
    if (auth) return this.#newCredentials({ connection, secrets }, auth);
    if (scopes) return this.#newScopes(connection, secrets, scopes);
    return { values: () => ({}) };
  }

  async #newCredentials({ connection, secrets }: Standing, auth: ConnectionAuth): Promise<PreparedChange> {
    if (connection.authType !== auth.type) {
      throw mistaken(
        '/auth/type',
        `The connection is of type ${connection.authType}. Make a new one for another type.`,
      );
    }
    const place = { ...orgOf(connection), customDomain: connection.customDomain };
    const prepared = await this.credentials.prepare(place, auth);
    if (auth.type === 'authorizationCode') return this.#newApp({ connection, secrets }, { auth, prepared });
    return { secrets: prepared.secrets, tokens: prepared.tokens, values: (current) => replaced(current, prepared) };
  }

  /** A new secret of the same app keeps the consent with its tokens and its DPoP key; another app needs a new consent. */
  async #newApp(
    { connection, secrets }: Standing,
    { auth, prepared }: { auth: AuthorizationCodeAuth; prepared: PreparedCredentials },
  ): Promise<PreparedChange> {
    const { clientId, clientSecret, dpop } = auth;
    const settings = oauthSettingsOf(connection);
    const { origin, customDomain, authType } = connection;
    const changed = { origin, customDomain, authType, auth: { ...settings, clientId } };
    await this.authorizationCode.accept(oauthClientOf(changed, new Map([...secrets, ['clientSecret', clientSecret]])));
    if (clientId !== settings.clientId) {
      return { secrets: prepared.secrets, endsGrant: true, values: (current) => replaced(current, prepared) };
    }
    const scopesRequested = auth.scopes ? withoutConsentScopes(auth.scopes) : settings.scopesRequested;
    const returnUrl = auth.returnUrl ?? settings.returnUrl;
    return {
      secrets: { clientSecret },
      values: (current) => ({ auth: { ...oauthSettingsOf(current), dpop, scopesRequested, returnUrl } }),
    };
  }

  /** A service app asks for a token with them at once; a consent asks for them the next time. */
  async #newScopes(connection: Connection, secrets: ConnectionSecrets, scopes: string[]): Promise<PreparedChange> {
    const { authType, status } = connection;
    if (authType === 'apiToken') throw mistaken('/scopes', "An API token has no scopes; it carries its owner's roles.");
    assertKnownScopes(scopes, '/scopes');
    const scopesRequested = withoutConsentScopes(scopes);
    const values = (current: Connection) => ({ auth: { ...oauthSettingsOf(current), scopesRequested } });
    if (authType === 'authorizationCode' || status === 'pending') return { values };
    const tokens = await this.clientCredentials.request(oauthClientOf(connection, secrets), scopesRequested);
    return { values, tokens };
  }
}

/** What accepted credentials change: a connection that waited for them is active again, a disabled one stays so. */
function replaced({ status }: Connection, prepared: PreparedCredentials): Partial<Connection> {
  const auth = prepared.settings;
  if (status === 'disabled') return { auth };
  if (prepared.status === 'pending') return { auth, status: 'pending', statusReason: null };
  return { auth, status: 'active', statusReason: null, lastVerifiedAt: new Date() };
}

const mistaken = (pointer: string, message: string) =>
  new ConnectorError('invalid_input', message, { errors: [{ pointer, message }] });
