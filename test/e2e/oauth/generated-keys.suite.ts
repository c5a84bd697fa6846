import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyTrials } from '../../../src/connections/upkeep/key-trials.service.js';
import { tenantId } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { type Connection, type Diagnosis, DPOP_ROWS, OauthStage, SCOPES } from './oauth-stage.ts';

let stage: OauthStage;
let count = 0;
beforeAll(async () => {
  stage = await OauthStage.shared();
});
afterAll(() => stage.strike());

/** Where the org reaches the public keys: the address as the connection names it, on the port of this test. */
const keysAt = ({ auth }: Connection) => stage.service.baseUrl + new URL(auth.jwksUri ?? '').pathname;

const pending = async (clientId: string, changes: object = {}) =>
  stage.connected({ type: 'clientCredentials', clientId, keySource: 'generated', scopes: SCOPES, ...changes });

const test = async (id: string) => (await stage.send<Diagnosis>('POST', `/v1/connections/${id}/test`)).body;

const newClientId = () => `0oaKeyless${(count += 1)}`;

async function registered(app: object = {}): Promise<Connection> {
  const connection = await pending(newClientId());
  const { clientId } = connection.auth;
  await stage.org.createOauthClient({
    kind: 'service',
    clientId,
    jwksUri: keysAt(connection),
    grantedScopes: SCOPES,
    ...app,
  });
  await test(connection.id);
  return stage.read(connection.id);
}

describe('a connection whose key is made here', () => {
  it('is pending and runs nothing until Okta knows the key', async () => {
    const connection = await pending('0oaUnregistered');
    expect(connection).toMatchObject({ status: 'pending', tokenExpiresAt: null });
    const run = await stage.run(connection.id, 'list-groups', {});
    expect([run.status, run.body.code]).toEqual([409, 'connection_not_ready']);
    const { ok, checks } = await test(connection.id);
    expect(ok).toBe(false);
    expect(checks.at(-1)).toMatchObject({ id: 'credentials', status: 'fail', remedy: expect.stringContaining('jwks') });
    expect((await stage.read(connection.id)).status).toBe('pending');
  });

  it('publishes the public half to everybody, cacheable, and nothing of the private one', async () => {
    const connection = await pending(newClientId(), { algorithm: 'ES256' });
    const response = await fetch(keysAt(connection));
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] };
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toMatch(/public.*max-age=\d+|max-age=\d+.*public/);
    expect(keys).toEqual([
      { kty: 'EC', crv: 'P-256', x: expect.any(String), y: expect.any(String), ...named(connection, 'ES256') },
    ]);
    expect((await fetch(`${stage.service.baseUrl}/v1/connections/con_unknown/jwks.json`)).status).toBe(404);
  });

  it.each(DPOP_ROWS)('becomes active with the first token, DPoP $dpop', async ({ dpop, app, scheme }) => {
    const seq = await stage.lastSeq();
    const connection = await registered(app);
    expect(connection).toMatchObject({ status: 'active', auth: { missingScopes: [], scopesGranted: SCOPES } });
    const { run, atOrg } = await stage.createGroup(connection.id, `Keyless ${dpop}`);
    expect([run.status, atOrg]).toEqual([200, [`Keyless ${dpop}`]]);
    expect(await stage.schemesSince(seq)).toEqual([scheme]);
  });
});

const named = ({ auth: { publicKeys } }: Connection, alg: string) => ({ kid: publicKeys[0]?.kid, alg, use: 'sig' });

/** Makes the connection's key due to be tried, until `done`. */
async function triedUntil({ id }: Connection, done: (connection: Connection) => boolean): Promise<Connection> {
  const { app, database } = stage.service;
  for (;;) {
    await query(database.adminUrl, 'UPDATE key_trial SET due_at = now() WHERE id = $1', [id]);
    await app.get(KeyTrials).attempt({ tenantId: tenantId('acme'), id });
    const connection = await stage.read(id);
    if (done(connection)) return connection;
  }
}

const trialsOf = ({ id }: Connection) =>
  query(stage.service.database.adminUrl, 'SELECT attempts FROM key_trial WHERE id = $1', [id]);

async function until(met: () => Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('keys that Okta is told of later', () => {
  it('make their connection active in the background, and are then left alone', async () => {
    const connection = await pending(newClientId());
    const refused = await triedUntil(connection, ({ statusReason }) => statusReason !== null);
    expect([refused.status, await trialsOf(connection)]).toEqual(['pending', [{ attempts: expect.any(Number) }]]);
    const { clientId } = connection.auth;
    const jwksUri = keysAt(connection);
    await stage.org.createOauthClient({ kind: 'service', clientId, jwksUri, grantedScopes: SCOPES });
    await triedUntil(connection, ({ status }) => status === 'active');
    await until(async () => (await trialsOf(connection)).length === 0);
  });

  it('take over in the background when they are next', async () => {
    const connection = await registered();
    const { clientId } = connection.auth;
    const { keys } = (await (await fetch(keysAt(connection))).json()) as { keys: Record<string, unknown>[] };
    await stage.org.createOauthClient({ kind: 'service', clientId, jwks: { keys }, grantedScopes: SCOPES });
    const waiting = (await stage.send('POST', `/v1/connections/${connection.id}/rotate-key`)).body;
    expect(waiting.auth.publicKeys.map(({ status }) => status)).toEqual(['current', 'next']);
    const jwksUri = keysAt(connection);
    await stage.org.createOauthClient({ kind: 'service', clientId, jwksUri, grantedScopes: SCOPES });
    const done = await triedUntil(connection, ({ auth }) => auth.publicKeys.length === 1);
    expect(done.auth.keyId).toBe(waiting.auth.publicKeys[1]?.kid);
  });
});

describe('rotating the key', () => {
  const rotate = async (id: string) => (await stage.send('POST', `/v1/connections/${id}/rotate-key`)).body;
  const kidsAt = async (connection: Connection) => {
    const { keys } = (await (await fetch(keysAt(connection))).json()) as { keys: { kid: string }[] };
    return keys.map(({ kid }) => kid);
  };

  it('publishes the next key first, and retires the old one once Okta has taken the new one', async () => {
    const connection = await registered();
    const [old] = await kidsAt(connection);
    const clientId = connection.auth.clientId;
    // An Okta that has read the key set before: it knows the old key only.
    const { keys } = (await (await fetch(keysAt(connection))).json()) as { keys: Record<string, unknown>[] };
    await stage.org.createOauthClient({ kind: 'service', clientId, jwks: { keys }, grantedScopes: SCOPES });
    const waiting = await rotate(connection.id);
    expect(waiting.auth.publicKeys.map(({ status }) => status)).toEqual(['current', 'next']);
    const published = await kidsAt(connection);
    expect([published[0], published.length]).toEqual([old, 2]);
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    expect((await stage.run(connection.id, 'list-groups', {})).status).toBe(200);
    // It reads the set again.
    await stage.org.createOauthClient({
      kind: 'service',
      clientId,
      jwksUri: keysAt(connection),
      grantedScopes: SCOPES,
    });
    const done = await rotate(connection.id);
    expect(done.auth.publicKeys).toMatchObject([{ kid: published[1], status: 'current' }]);
    expect(done.auth.keyId).toBe(published[1]);
    expect(await kidsAt(connection)).toEqual([published[1]]);
    await stage.org.oauth.revoke({ kind: 'access', clientId });
    expect((await stage.run(connection.id, 'list-groups', {})).status).toBe(200);
  });

  it('is for generated keys only', async () => {
    const integration = await stage.org.createOauthClient({ kind: 'service-secret', grantedScopes: SCOPES });
    const { id } = await stage.connected({ type: 'clientCredentials', ...integration, scopes: SCOPES });
    const answer = await stage.send('POST', `/v1/connections/${id}/rotate-key`);
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_input']);
  });
});
