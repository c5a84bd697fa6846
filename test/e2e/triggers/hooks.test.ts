import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EVENT_TYPES } from '../../../src/okta/event-types/event-types.js';
import { acme, HookScene } from './hook-scene.js';

const LOCK = 'user.account.lock';
const CREATE = 'user.lifecycle.create';
const ELIGIBLE = EVENT_TYPES.filter(({ hookEligible }) => hookEligible).map(({ eventType }) => eventType);

let scene: HookScene;
beforeAll(async () => {
  scene = await HookScene.set();
});
afterAll(async () => {
  await scene.strike();
});
afterEach(async () => {
  await scene.clear();
});

/** A connection with one subscription, and its hook at work. */
async function withHook(eventTypes = [LOCK]) {
  const connectionId = await scene.connect();
  const subscriptionId = await scene.subscribe(connectionId, { eventTypes });
  await scene.reconcile(connectionId);
  const [row] = await scene.rows(connectionId);
  if (!row) throw new Error('No hook was planned');
  return { connectionId, subscriptionId, hookId: row.id, oktaId: row.okta_id ?? '' };
}

describe('the event hook of a connection', () => {
  it('is made, verified, and brings events that are stored once', async () => {
    const { connectionId, hookId } = await withHook();
    const uri = `${scene.door.url}/hooks/okta/${hookId}`;
    expect(await scene.hooksInOkta()).toMatchObject([
      {
        name: `okta-connector ${connectionId} 1`,
        status: 'ACTIVE',
        verificationStatus: 'VERIFIED',
        events: { items: [LOCK] },
        channel: { config: { uri, authScheme: { key: 'Authorization' } } },
      },
    ]);
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'verified', confirmed_types: [LOCK] }]);
    await scene.org.hookDelivery({ repeat: { share: 1, times: 2 }, shuffle: true });
    const { uuids } = await scene.org.emit({ events: [{ eventType: LOCK }, { eventType: CREATE }], count: 10 });
    await scene.org.hooksSettled();
    const heard = await scene.org.logUuids([LOCK]);
    expect(await scene.events(connectionId)).toEqual(heard.toSorted().map((uuid) => ({ uuid, source: 'hook' })));
    expect([uuids.length, heard.length]).toEqual([10, 5]);
    expect(scene.door.passages.filter(({ method }) => method === 'POST').map(({ status }) => status)).toContain(204);
    expect(await scene.rows(connectionId)).toMatchObject([{ last_delivery_at: expect.any(Date) }]);
  });

  it('stays as it is when nothing has changed, and follows its subscriptions', async () => {
    const { connectionId, oktaId } = await withHook();
    await scene.org.clearRequests();
    await scene.reconcile(connectionId);
    expect((await scene.org.requests()).map(({ method }) => method)).toEqual(['GET']);
    await scene.subscribe(connectionId, { eventTypes: [CREATE, 'user.lifecycle.delete.completed'], status: 'paused' });
    await scene.subscribe(connectionId, { eventTypes: ['group.lifecycle.create'], mode: 'polling' });
    await scene.reconcile(connectionId);
    expect(await scene.hooksInOkta()).toMatchObject([
      { id: oktaId, verificationStatus: 'VERIFIED', events: { items: [LOCK, CREATE] } },
    ]);
  });

  it('is two hooks for 301 event types, and one again for fewer', async () => {
    const { connectionId } = await withHook(ELIGIBLE.slice(0, 301));
    const hooks = await scene.hooksInOkta();
    expect(hooks.map(({ events }) => events.items.length).toSorted((a, b) => a - b)).toEqual([1, 300]);
    expect(hooks.flatMap(({ events }) => events.items).toSorted()).toEqual(ELIGIBLE.slice(0, 301).toSorted());
    await scene.query('UPDATE subscription SET event_types = $1', [ELIGIBLE.slice(0, 300)]);
    await scene.reconcile(connectionId);
    expect((await scene.hooksInOkta()).map(({ events }) => events.items.length)).toEqual([300]);
    expect(await scene.rows(connectionId)).toHaveLength(1);
  });

  it('is found again, not doubled, when the answer to its creation was lost', async () => {
    await scene.org.faults.add({ kind: 'reset-after', method: 'POST', path: '^/api/v1/eventHooks$', times: 1 });
    const { connectionId } = await withHook();
    expect(await scene.hooksInOkta()).toMatchObject([{ verificationStatus: 'VERIFIED' }]);
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'verified', okta_id: expect.any(String) }]);
  });

  it('is found again after a crash between the answer and the commit', async () => {
    const { connectionId, oktaId } = await withHook();
    await scene.query(
      `UPDATE okta_hook SET okta_id = NULL, secret_set_at = NULL, state = 'wanted', confirmed_types = '{}'`,
    );
    await scene.reconcile(connectionId);
    expect((await scene.hooksInOkta()).map(({ id }) => id)).toEqual([oktaId]);
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'verified', okta_id: oktaId }]);
    await scene.org.emit({ events: [{ eventType: LOCK }] });
    await scene.org.hooksSettled();
    expect(await scene.events(connectionId)).toHaveLength(1);
  });

  it.each([
    ['disabled', (id: string) => scene.api('POST', `/api/v1/eventHooks/${id}/lifecycle/deactivate`)],
    [
      'deleted',
      async (id: string) => {
        await scene.api('POST', `/api/v1/eventHooks/${id}/lifecycle/deactivate`);
        await scene.api('DELETE', `/api/v1/eventHooks/${id}`);
      },
    ],
    [
      'changed',
      async (id: string) => {
        const { body } = await scene.api('GET', `/api/v1/eventHooks/${id}`);
        const { channel } = body as { channel: object };
        const events = { type: 'EVENT_TYPE', items: [CREATE] };
        await scene.api('PUT', `/api/v1/eventHooks/${id}`, { name: 'Mine', events, channel });
      },
    ],
  ])('is repaired after an administrator has %s it', async (_, spoil) => {
    const { connectionId, oktaId } = await withHook();
    await spoil(oktaId);
    await scene.query(`UPDATE okta_hook SET checked_at = now() - interval '1 hour', secret_set_at = NULL`);
    await scene.reconcile(connectionId);
    expect(await scene.hooksInOkta()).toMatchObject([
      { status: 'ACTIVE', verificationStatus: 'VERIFIED', events: { items: [LOCK] } },
    ]);
    await scene.org.emit({ events: [{ eventType: LOCK }] });
    await scene.org.hooksSettled();
    expect(await scene.events(connectionId)).toHaveLength(1);
  });

  it('is removed with the last subscription', async () => {
    const { connectionId, subscriptionId, hookId } = await withHook();
    await scene.unsubscribe(subscriptionId);
    await scene.reconcile(connectionId);
    expect([await scene.hooksInOkta(), await scene.rows(connectionId)]).toEqual([[], []]);
    expect(hookId).toMatch(/^hk_[0-9a-f]{40}$/);
  });

  it('gets a new secret, and both are accepted meanwhile', async () => {
    const { connectionId } = await withHook();
    const [before] = await scene.rows(connectionId);
    await scene.planner.rotateSecrets(acme, connectionId);
    await scene.org.emit({ events: [{ eventType: LOCK }] });
    await scene.org.hooksSettled();
    await scene.reconcile(connectionId);
    await scene.org.emit({ events: [{ eventType: LOCK }] });
    await scene.org.hooksSettled();
    expect(await scene.events(connectionId)).toHaveLength(2);
    const [after] = await scene.rows(connectionId);
    expect(after?.secret_hashes[1]).toEqual(before?.secret_hashes[0]);
    const secrets = scene.door.passages
      .filter(({ method }) => method === 'POST')
      .map(({ authorization }) => authorization);
    expect(new Set(secrets).size).toBe(2);
    await scene.query(`UPDATE okta_hook SET secret_set_at = now() - interval '1 hour'`);
    await scene.reconcile(connectionId);
    expect((await scene.rows(connectionId))[0]?.secret_hashes).toEqual([after?.secret_hashes[0]]);
  });
});

describe('where the connection may not manage hooks', () => {
  it.each([
    ['Okta refuses it', { role: 'readonly' as const }],
    ['it is read-only', { readOnly: true }],
  ])('(%s) a person can, and the log is polled until then', async (_, changes) => {
    const connectionId = await scene.connect(changes);
    await scene.subscribe(connectionId, { eventTypes: [LOCK], mode: 'realtime' });
    await scene.reconcile(connectionId);
    const [row] = await scene.rows(connectionId);
    expect(row).toMatchObject({ state: 'manual', state_reason: expect.any(String), event_types: [LOCK] });
    expect(await scene.query('SELECT id FROM log_position')).toEqual([{ id: connectionId }]);
    const standings = await scene.standings(connectionId);
    const setup = standings[0]?.setup;
    expect(setup).toEqual({
      url: `${scene.door.url}/hooks/okta/${row?.id}`,
      secretHeader: 'Authorization',
      secret: expect.stringMatching(/^okh_/),
      eventTypes: [LOCK],
    });
    const authScheme = { type: 'HEADER', key: 'Authorization', value: setup?.secret };
    const created = await scene.api('POST', '/api/v1/eventHooks', {
      name: 'By hand',
      events: { type: 'EVENT_TYPE', items: [LOCK] },
      channel: { type: 'HTTP', version: '1.0.0', config: { uri: setup?.url, authScheme } },
    });
    await scene.api('POST', `/api/v1/eventHooks/${(created.body as { id: string }).id}/lifecycle/verify`);
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'verified', confirmed_types: [LOCK] }]);
    await scene.reconcile(connectionId);
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'verified', state_reason: null }]);
    await scene.subscribe(connectionId, { eventTypes: [CREATE] });
    await scene.reconcile(connectionId);
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'manual', event_types: [LOCK, CREATE] }]);
    await scene.org.emit({ events: [{ eventType: LOCK }] });
    await scene.org.hooksSettled();
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'manual', confirmed_types: [LOCK] }]);
  });

  it('there is no room left: it says so, polls, and takes the room when there is some', async () => {
    const ids = await fillOrg();
    const connectionId = await scene.connect();
    await scene.subscribe(connectionId, { eventTypes: [LOCK], mode: 'realtime' });
    await scene.reconcile(connectionId);
    expect(await scene.rows(connectionId)).toMatchObject([
      { state: 'unavailable', state_reason: expect.stringContaining('23 of 25') },
    ]);
    expect(await scene.query('SELECT id FROM log_position')).toEqual([{ id: connectionId }]);
    await scene.api('POST', `/api/v1/eventHooks/${ids[0]}/lifecycle/deactivate`);
    await scene.reconcile(connectionId);
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'verified' }]);
  });

  it('the verification fails: it says why, and works when we can be reached', async () => {
    scene.door.leadTo(undefined);
    const { connectionId } = await withHook();
    expect(await scene.rows(connectionId)).toMatchObject([
      { state: 'unavailable', state_reason: expect.stringContaining('502'), confirmed_types: [] },
    ]);
    scene.door.leadTo(scene.service.baseUrl);
    await scene.reconcile(connectionId);
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'verified' }]);
    expect(await scene.hooksInOkta()).toHaveLength(1);
  });

  it('Okta is away: it is tried again, and the log is polled until then', async () => {
    await scene.org.faults.add({ kind: 'status', status: 503, path: '/api/v1/eventHooks' });
    const connectionId = await scene.connect();
    await scene.subscribe(connectionId, { eventTypes: [LOCK], mode: 'realtime' });
    await expect(scene.reconcile(connectionId)).rejects.toMatchObject({ code: 'okta_unavailable' });
    expect(await scene.rows(connectionId)).toMatchObject([{ state: 'wanted', state_reason: expect.any(String) }]);
    expect(await scene.query('SELECT id FROM log_position')).toEqual([{ id: connectionId }]);
  });

  /** As many hooks as leave no room but for the org itself. */
  async function fillOrg(): Promise<string[]> {
    const ids: string[] = [];
    for (let index = 0; index < 23; index += 1) {
      const { body } = await scene.api('POST', '/api/v1/eventHooks', {
        name: `Hook ${index}`,
        events: { type: 'EVENT_TYPE', items: [LOCK] },
        channel: { type: 'HTTP', version: '1.0.0', config: { uri: `https://hooks.example.com/${index}` } },
      });
      ids.push((body as { id: string }).id);
    }
    return ids;
  }
});
