import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import { generateClientKey } from '../okta/oauth/client-key.js';
import type { Caller } from '../tenancy/caller.js';
import { oauthSettingsOf, secretOf, type OAuthSettings } from './connection-auth.js';
import { ConnectionStore } from './connection-store.js';
import type { Connection } from './connection.entity.js';
import { ClientCredentials } from './credentials/client-credentials.js';
import { Grants } from './grants.service.js';
import { oauthClientOf } from './oauth-registration.js';
import { KeyTrialRepository } from './upkeep/key-trial.repository.js';

/** On whose behalf. */
type Actor = Pick<Caller, 'tenantId' | 'subject'>;

/** Keys that are made here: registered by an administrator through the JWKS URL, and rotated without one. */
@Injectable()
export class KeyRegistration {
  constructor(
    private readonly store: ConnectionStore,
    private readonly credentials: ClientCredentials,
    private readonly grants: Grants,
    private readonly trials: KeyTrialRepository,
  ) {}

  /** Tries a key that waits for Okta. @returns whether none waits any more */
  async tryWaiting(caller: Actor, id: string): Promise<boolean> {
    await this.tryPending(caller, id);
    const connection = await this.store.get(caller.tenantId, id);
    if (!nextKeyOf(connection)) return !awaitsRegistration(connection);
    return nextKeyOf(await this.#promote(caller, id)) === undefined;
  }

  /** Tries whether Okta knows the key of a pending connection by now; makes it active then. */
  async tryPending(caller: Actor, id: string): Promise<void> {
    const { connection, secrets } = await this.store.getWithSecrets(caller.tenantId, id);
    if (!awaitsRegistration(connection)) return;
    try {
      const { scopesRequested } = oauthSettingsOf(connection);
      const tokens = await this.credentials.request(oauthClientOf(connection, secrets), scopesRequested);
      await this.grants.accept(caller.tenantId, id, tokens, { actor: caller.subject });
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      await this.#note(caller, id, error.message);
    }
  }

  /**
   * Publishes a next key, or goes on with the one that is published already: once Okta accepts it, it replaces the
   * current key, which is retired. Until then the current key goes on working.
   */
  async rotate(caller: Actor, id: string): Promise<Connection> {
    const connection = await this.store.get(caller.tenantId, id);
    assertGenerated(connection);
    if (!nextKeyOf(connection)) await this.#publishNext(caller, connection);
    return this.#promote(caller, id);
  }

  async #publishNext(caller: Actor, connection: Connection): Promise<void> {
    const { privateKey, publicJwk, kid } = await generateClientKey(oauthSettingsOf(connection).algorithm ?? 'RS256');
    await this.store.transaction(caller.tenantId, async () => {
      await this.store.change(caller.tenantId, connection.id, {
        entry: { actor: caller.subject, action: 'connection.keyPublished', detail: { kid } },
        secrets: { nextPrivateKey: JSON.stringify(privateKey) },
        changes: (current) => {
          const settings = oauthSettingsOf(current);
          return { auth: { ...settings, publicKeys: [...settings.publicKeys, { kid, jwk: publicJwk, use: 'next' }] } };
        },
      });
      await this.trials.begin(caller.tenantId, connection.id);
    });
  }

  async #promote(caller: Actor, id: string): Promise<Connection> {
    const { connection, secrets } = await this.store.getWithSecrets(caller.tenantId, id);
    const client = oauthClientOf(connection, secrets, { keyField: 'nextPrivateKey' });
    try {
      await this.credentials.request(client, oauthSettingsOf(connection).scopesRequested);
    } catch (error) {
      if (error instanceof ConnectorError) return connection;
      throw error;
    }
    return this.store.change(caller.tenantId, id, {
      entry: { actor: caller.subject, action: 'connection.keyRotated', detail: { kid: nextKeyOf(connection)?.kid } },
      secrets: { privateKey: secretOf(secrets, 'nextPrivateKey'), nextPrivateKey: null },
      changes: (current) =>
        current.version === connection.version ? { auth: promoted(oauthSettingsOf(current)) } : undefined,
    });
  }

  async #note(caller: Actor, id: string, statusReason: string): Promise<void> {
    await this.store.change(caller.tenantId, id, {
      entry: { actor: caller.subject, action: 'connection.keyTried', outcome: 'failed' },
      changes: (current) =>
        current.status === 'pending' && current.statusReason !== statusReason ? { statusReason } : undefined,
    });
  }
}

/** Whether the connection has a key whose public half Okta has yet to be told of. */
export const awaitsRegistration = ({ authType, status }: Connection): boolean =>
  authType === 'clientCredentials' && status === 'pending';

const nextKeyOf = (connection: Connection) => oauthSettingsOf(connection).publicKeys.find(({ use }) => use === 'next');

function promoted(settings: OAuthSettings): OAuthSettings {
  const next = settings.publicKeys.filter(({ use }) => use === 'next');
  return {
    ...settings,
    keyId: next[0]?.kid ?? settings.keyId,
    publicKeys: next.map((key) => ({ ...key, use: 'current' })),
  };
}

function assertGenerated(connection: Connection): void {
  if (connection.authType === 'clientCredentials' && oauthSettingsOf(connection).keySource === 'generated') return;
  throw new ConnectorError(
    'invalid_input',
    'Only generated keys are rotated here. Give a new key with PATCH /v1/connections/{id}.',
  );
}
