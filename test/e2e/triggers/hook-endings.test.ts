import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { HookRemovals } from '../../../src/connections/upkeep/hook-removals.service.js';
import { HookUpkeep } from '../../../src/triggers/hooks/hook-upkeep.service.js';
import { Browser } from '../../okta-org/browser.ts';
import { acme, HookScene } from './hook-scene.js';

const LOCK = 'user.account.lock';
const SCOPES = ['okta.eventHooks.manage', 'okta.logs.read', 'okta.users.read'];
const REDIRECT = 'https://us.connector.example/oauth/callback';

let scene: HookScene;
beforeAll(async () => {
  scene = await HookScene.set({ CALLBACK_URLS: `us=${REDIRECT}` });
});
afterAll(async () => {
  await scene.strike();
});
afterEach(async () => {
  await scene.clear();
});

const removals = () => scene.service.app.get(HookRemovals, { strict: false });
const attemptDue = async () => {
  await scene.query('UPDATE hook_removal SET due_at = now()');
  for (const { tenantId, id } of await removals().listDue(10)) await removals().attempt(tenantId, id);
};
const remove = (id: string) => scene.service.send('DELETE', `/v1/connections/${id}`);

async function withHook(connectionId: string): Promise<string> {
  await scene.subscribe(connectionId, { eventTypes: [LOCK] });
  await scene.reconcile(connectionId);
  expect(await scene.hooksInOkta()).toHaveLength(1);
  return connectionId;
}

/** A connection of a service app that may manage hooks. */
async function serviceApp(): Promise<string> {
  const app = await scene.org.createOauthClient({ kind: 'service-secret', grantedScopes: SCOPES, role: 'super' });
  const auth = { type: 'clientCredentials', ...app, scopes: SCOPES };
  return connect(auth);
}

async function connect(auth: object): Promise<string> {
  const body = { name: 'By OAuth', domain: new URL(scene.org.url).host, auth };
  const {
    status,
    body: connection,
    text,
  } = await scene.service.send<{ id: string }>('POST', '/v1/connections', { body });
  if (status !== 201) throw new Error(text);
  return connection.id;
}

/** A connection with the consent of an administrator. */
async function consented(auth: object): Promise<string> {
  const id = await connect(auth);
  const { body } = await scene.service.send<{ authorizationUrl: string }>('GET', `/v1/connections/${id}`);
  const origins = { [new URL(REDIRECT).origin]: scene.service.baseUrl };
  await new Browser({ decision: {}, origins, follows: () => true }).visit(body.authorizationUrl);
  return id;
}

describe('the event hooks of a deleted connection', () => {
  it('go at once', async () => {
    await remove(await withHook(await scene.connect()));
    expect([await scene.hooksInOkta(), await scene.query('SELECT id FROM hook_removal')]).toEqual([[], []]);
    expect(await scene.query('SELECT version FROM tenant_key')).toEqual([]);
  });

  it('go when Okta is back, with what was sealed for it', async () => {
    const connectionId = await withHook(await scene.connect());
    await scene.org.faults.add({ kind: 'status', status: 503, path: '/api/v1/eventHooks' });
    expect((await remove(connectionId)).status).toBe(204);
    expect(await scene.hooksInOktaNow()).toHaveLength(1);
    await attemptDue();
    const [row] = await scene.query<{ ciphertext: Buffer; attempts: number }>(
      'SELECT ciphertext, attempts FROM hook_removal',
    );
    expect([row?.attempts, row?.ciphertext.includes(scene.org.apiToken)]).toEqual([2, false]);
    await scene.org.faults.clear();
    await attemptDue();
    expect([await scene.hooksInOkta(), await scene.query('SELECT id FROM hook_removal')]).toEqual([[], []]);
    expect(await scene.query('SELECT version FROM tenant_key')).toEqual([]);
  });

  it('go by client credentials, too', async () => {
    await remove(await withHook(await serviceApp()));
    expect(await scene.hooksInOkta()).toEqual([]);
  });

  it('go by the refresh token of a consent, which is revoked only then', async () => {
    const app = await scene.org.createOauthClient({
      kind: 'web',
      redirectUris: [REDIRECT],
      grantedScopes: SCOPES,
      role: 'super',
      refreshRotation: 'ROTATE',
    });
    const connectionId = await consented({ type: 'authorizationCode', ...app, scopes: SCOPES });
    await withHook(connectionId);
    await scene.org.faults.add({ kind: 'status', status: 503, path: '/api/v1/eventHooks' });
    await remove(connectionId);
    const endings = async () => (await scene.org.oauth.stats(app.clientId)).families.map(({ ended }) => ended);
    expect(await endings()).toEqual([null]);
    await scene.org.faults.clear();
    await attemptDue();
    expect([await scene.hooksInOkta(), await endings()]).toEqual([[], ['revoked']]);
    expect(await scene.query('SELECT version FROM tenant_key')).toEqual([]);
  });

  it('stay where the credentials no longer may, and that is the end of it', async () => {
    const connectionId = await withHook(await scene.connect());
    await scene.org.faults.add({
      kind: 'status',
      status: 403,
      path: '/api/v1/eventHooks',
      body: { errorCode: 'E0000006' },
    });
    await remove(connectionId);
    expect(await scene.query('SELECT id FROM hook_removal')).toEqual([]);
  });

  it('of which the creation is under way are removed by whoever makes them', async () => {
    const connectionId = await scene.connect();
    await scene.subscribe(connectionId, { eventTypes: [LOCK] });
    await scene.org.faults.add({ kind: 'delay', delayMs: 700, method: 'POST', path: '^/api/v1/eventHooks$' });
    const reconciled = scene.reconcile(connectionId);
    await scene.untilPlanned(connectionId);
    await remove(connectionId);
    await reconciled;
    expect(await scene.hooksInOkta()).toEqual([]);
  });
});

describe('hooks in the background', () => {
  it('are looked at when nobody has for a while, once for each connection', async () => {
    const connectionId = await withHook(await scene.connect());
    const upkeep = scene.service.app.get(HookUpkeep, { strict: false });
    const jobs = () => scene.query(`SELECT singleton_key FROM pgboss.job WHERE name = 'hooks' AND state = 'created'`);
    await scene.query(`DELETE FROM pgboss.job WHERE name = 'hooks'`);
    await upkeep.sweep.once();
    expect(await jobs()).toEqual([]);
    await scene.query(`UPDATE okta_hook SET checked_at = now() - interval '16 minutes'`);
    await upkeep.sweep.once();
    await upkeep.sweep.once();
    expect(await jobs()).toEqual([{ singleton_key: connectionId }]);
  });

  it('are brought in step by one at a time', async () => {
    const connectionId = await scene.connect();
    await scene.subscribe(connectionId, { eventTypes: [LOCK] });
    await Promise.all(Array.from({ length: 5 }, () => scene.reconcile(connectionId)));
    expect(await scene.hooksInOkta()).toHaveLength(1);
    const creations = (await scene.org.requests()).filter(
      ({ method, path }) => method === 'POST' && path === '/api/v1/eventHooks',
    );
    expect(creations).toHaveLength(1);
    expect(await scene.planner.begin(acme, connectionId)).not.toBe('busy');
    expect(await scene.planner.begin(acme, connectionId)).toBe('busy');
  });

  it('are asked for by jobs, which a worker does', async () => {
    const worker = await scene.service.replica({ ROLE: 'worker' });
    try {
      const connectionId = await scene.connect();
      await scene.subscribe(connectionId, { eventTypes: [LOCK] });
      await scene.ask(connectionId);
      await scene.untilState(connectionId, 'verified');
      expect(await scene.hooksInOkta()).toHaveLength(1);
    } finally {
      await worker.stop();
    }
  });
});
