import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from './api-call.ts';
import { callApi } from './api-call.ts';
import type { HookReceiver } from './hook-receiver.ts';
import { startHookReceiver } from './hook-receiver.ts';
import type { OktaOrg, SeededIds } from './okta-org-process.ts';
import { startOktaOrg } from './okta-org-process.ts';

const SIGN_IN = 'user.session.start';
const LOCK = 'user.account.lock';

let org: OktaOrg;
let seeded: SeededIds;
let receiver: HookReceiver;

beforeAll(async () => {
  org = await startOktaOrg();
});
afterAll(() => org.stop());
beforeEach(async () => {
  ({ seeded } = await org.reset());
  receiver = await startHookReceiver();
});
afterEach(() => receiver.stop());

function hookBody(items: string[], uri = receiver.url): unknown {
  return {
    name: 'connector',
    events: { type: 'EVENT_TYPE', items },
    channel: {
      type: 'HTTP',
      version: '1.0.0',
      config: {
        uri,
        headers: [{ key: 'x-place', value: 'test' }],
        authScheme: { type: 'HEADER', key: 'Authorization', value: 'shared secret' },
      },
    },
  };
}

async function createHook(items = [SIGN_IN, LOCK]): Promise<string> {
  const created = await callApi(org, 'POST', '/api/v1/eventHooks', { body: hookBody(items) });
  return (created.body as { id: string }).id;
}

function lifecycle(id: string, step: string): Promise<ApiAnswer> {
  return callApi(org, 'POST', `/api/v1/eventHooks/${id}/lifecycle/${step}`);
}

async function verifiedHook(items?: string[]): Promise<string> {
  const id = await createHook(items);
  expect((await lifecycle(id, 'verify')).status).toBe(200);
  return id;
}

async function signIns(count: number): Promise<string[]> {
  return (await org.emit({ events: [{ eventType: SIGN_IN, userId: seeded.users.active }], count })).uuids;
}

describe('delivery to event hooks', () => {
  it("sends what an action caused in Okta's envelope, with the hook's headers", async () => {
    const id = await verifiedHook(['group.user_membership.add']);
    const path = `/api/v1/groups/${seeded.groups.support}/users/${seeded.users.active}`;
    await callApi(org, 'PUT', path);
    await org.hooksSettled();
    const [logged] = await org.logUuids(['group.user_membership.add']);
    const { headers, body } = receiver.calls[0] ?? {};
    expect(headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: 'shared secret',
      'x-place': 'test',
    });
    expect(body).toEqual({
      eventType: 'com.okta.event_hook',
      eventTypeVersion: '1.0',
      cloudEventsVersion: '0.1',
      source: `${org.url}/api/v1/eventHooks/${id}`,
      eventId: expect.stringMatching(/^[\da-f-]{36}$/),
      data: { events: [expect.objectContaining({ uuid: logged, eventType: 'group.user_membership.add' })] },
      eventTime: expect.stringMatching(/^\d{4}-.*Z$/),
      contentType: 'application/json',
    });
    const [event] = body?.data.events ?? [];
    expect(event).toMatchObject({
      client: { ipChain: [{ ip: '127.0.0.1' }] },
      device: null,
      insertionTimestamp: null,
      debugContext: { debugData: { targetEventHookIds: id } },
    });
    expect(event).not.toHaveProperty('request');
  });

  it('batches events of different types, and other types stay at home', async () => {
    await verifiedHook();
    await org.hookDelivery({ batchMs: 200 });
    const templates = [SIGN_IN, LOCK, 'user.session.end'].map((eventType) => ({ eventType }));
    await org.emit({ events: templates, count: 6 });
    expect(await org.hooksSettled()).toMatchObject({ calls: 1, deliveredEvents: 4 });
    const types = receiver.calls[0]?.body.data.events.map(({ eventType }) => eventType);
    expect(types).toEqual([SIGN_IN, LOCK, SIGN_IN, LOCK]);
  });

  it('sends nothing before the verification, while inactive, or when told to keep still', async () => {
    const id = await createHook();
    await signIns(1);
    await lifecycle(id, 'verify');
    await lifecycle(id, 'deactivate');
    await signIns(1);
    await lifecycle(id, 'activate');
    await org.emit({ events: [{ eventType: SIGN_IN }], hooks: false });
    const [wanted] = await signIns(1);
    await org.hooksSettled();
    expect(receiver.uuids()).toEqual([wanted]);
  });

  it('gives a new hook nothing until Okta has noticed it', async () => {
    await verifiedHook();
    await org.hookDelivery({ startDelayMs: 60_000 });
    await signIns(1);
    expect(await org.eventHookStats()).toMatchObject({ events: 0 });
  });

  it('discards what waits for a hook that goes away', async () => {
    const id = await verifiedHook();
    await org.hookDelivery({ delay: { share: 1, ms: 200 } });
    await signIns(3);
    await lifecycle(id, 'deactivate');
    expect(await org.hooksSettled()).toMatchObject({ discarded: 3, calls: 0 });
  });

  it.each([
    { statuses: [500], attempts: 2, delivered: 1, failed: 0 },
    { statuses: [503, 503], attempts: 2, delivered: 0, failed: 1 },
    { statuses: [null, 204], attempts: 2, delivered: 1, failed: 0 },
    { statuses: [400], attempts: 1, delivered: 0, failed: 1 },
    { statuses: [302], attempts: 1, delivered: 0, failed: 1 },
  ])('after the answers $statuses has made $attempts requests', async ({ statuses, ...counts }) => {
    await verifiedHook();
    await org.hookDelivery({ timeoutMs: 300 });
    receiver.statuses.push(...statuses);
    await signIns(1);
    const stats = await org.hooksSettled();
    expect(stats).toMatchObject({ ...counts, retries: counts.attempts - 1 });
    expect(receiver.calls).toHaveLength(counts.attempts);
    expect(new Set(receiver.calls.map(({ body }) => body.eventId)).size).toBe(1);
    const logged = await org.logUuids(['event_hook.delivery']);
    expect(logged).toHaveLength(counts.failed);
  });

  it('tries an endpoint that is gone once more and tells the log why it failed', async () => {
    const id = await verifiedHook();
    await receiver.stop();
    await signIns(1);
    expect(await org.hooksSettled()).toMatchObject({ failed: 1, answers: { 'no answer': 2 } });
    const { body } = await callApi(org, 'GET', '/api/v1/logs?filter=eventType eq "event_hook.delivery"');
    expect(body).toMatchObject([{ outcome: { result: 'FAILURE' }, target: [{ id, type: 'EventHook' }] }]);
  });

  it('never calls another machine', async () => {
    const id = await verifiedHook();
    const body = hookBody([SIGN_IN], 'https://hooks.example.com/in');
    await callApi(org, 'PUT', `/api/v1/eventHooks/${id}`, { body });
    expect((await lifecycle(id, 'verify')).status).toBe(400);
    await signIns(1);
    expect(await org.eventHookStats()).toMatchObject({ events: 0 });
  });

  it('refuses hooks for types that are not eligible', async () => {
    const body = hookBody([SIGN_IN, 'user.lifecycle.delete.completed']);
    expect(await callApi(org, 'POST', '/api/v1/eventHooks', { body })).toMatchObject({ errorCode: 'E0000001' });
  });

  it('sends nothing beyond the daily limit', async () => {
    await verifiedHook();
    await org.hookDelivery({ dailyLimit: 3 });
    const uuids = await signIns(5);
    expect(await org.hooksSettled()).toMatchObject({ deliveredEvents: 3, overLimit: 2 });
    expect(receiver.uuids()).toEqual(uuids.slice(0, 3));
  });
});

describe('faults of the delivery', () => {
  beforeEach(async () => {
    await verifiedHook();
    await org.hookDelivery({ batchSize: 1, parallel: 1 });
  });

  it('without any delivers each event once and in order', async () => {
    const uuids = await signIns(40);
    await org.hooksSettled();
    expect(receiver.uuids()).toEqual(uuids);
  });

  it('drops the same calls for the same seed', async () => {
    await org.hookDelivery({ drop: 0.5, seed: 7 });
    await signIns(40);
    const first = await org.hooksSettled();
    await org.hookDelivery({ seed: 7 });
    await signIns(40);
    const second = await org.hooksSettled();
    expect(first.dropped).toBeGreaterThan(5);
    expect(receiver.uuids()).toHaveLength(80 - second.dropped);
    expect(second.dropped).toBe(2 * first.dropped);
  });

  it('triples calls under the same event id', async () => {
    await org.hookDelivery({ repeat: { share: 1, times: 3 } });
    const uuids = await signIns(5);
    expect(await org.hooksSettled()).toMatchObject({ events: 5, calls: 15 });
    expect(receiver.uuids().toSorted()).toEqual(uuids.flatMap((uuid) => [uuid, uuid, uuid]).toSorted());
    expect(new Set(receiver.calls.map(({ body }) => body.eventId)).size).toBe(5);
  });

  it('shuffles, losing nothing', async () => {
    await org.hookDelivery({ shuffle: true });
    const uuids = await signIns(40);
    await org.hooksSettled();
    expect(receiver.uuids()).not.toEqual(uuids);
    expect(receiver.uuids().toSorted()).toEqual(uuids.toSorted());
  });

  it('brings delayed calls behind the others', async () => {
    await org.hookDelivery({ delay: { share: 0.3, ms: 400 } });
    const uuids = await signIns(20);
    await org.hooksSettled();
    const arrived = receiver.uuids();
    expect(arrived).not.toEqual(uuids);
    expect(arrived.toSorted()).toEqual(uuids.toSorted());
  });

  it('forgets what was on its way at a reset', async () => {
    await org.hookDelivery({ delay: { share: 1, ms: 100 } });
    await signIns(5);
    await org.reset();
    expect(await org.eventHookStats()).toMatchObject({ events: 0, pending: 0 });
    expect((await org.hookDelivery({})).delay.share).toBe(0);
  });
});
