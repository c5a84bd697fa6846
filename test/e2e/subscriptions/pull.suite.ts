import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lockEvent, PULL, type PulledBody, SubscriptionScene } from './subscription-scene.ts';

let scene: SubscriptionScene;
let connectionId: string;
let id: string;
beforeAll(async () => {
  scene = await SubscriptionScene.shared();
});
afterAll(() => scene.strike());

let count = 0;
async function subscribe(changes: object = {}): Promise<void> {
  count += 1;
  connectionId = await scene.connect(`Pulled ${count}`);
  id = (
    await scene.subscribe(
      { delivery: PULL, startFrom: new Date(Date.now() - 3_600_000).toISOString(), ...changes },
      connectionId,
    )
  ).id;
}

const pull = (query = '') => scene.send<PulledBody>('GET', `${id}/events?${query}`);
const arrive = (number: number) =>
  scene.arrive(
    Array.from({ length: number }, () => lockEvent()),
    connectionId,
  );
const sequences = ({ data }: PulledBody) => data.map((message) => message.data.sequence);

describe('pulling', () => {
  it('gives what a webhook would get, with its id', async () => {
    await subscribe();
    const event = lockEvent({ displayMessage: 'Locked' });
    await scene.arrive([event], connectionId);
    const { status, headers, body } = await pull();
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(body.data).toEqual([
      {
        webhookId: expect.stringMatching(/^msg_[0-9a-f]{32}$/),
        type: 'user-account-locked',
        timestamp: event.published,
        data: { subscriptionId: id, connectionId, tenantId: 'acme', sequence: 1, event },
      },
    ]);
  });

  it('goes on after the cursor, and begins after what was acknowledged', async () => {
    await subscribe();
    await arrive(5);
    const first = (await pull('limit=2')).body;
    expect(sequences(first)).toEqual([1, 2]);
    expect(sequences((await pull('limit=2')).body)).toEqual([1, 2]);
    const second = (await pull(`limit=2&cursor=${first.nextCursor}`)).body;
    expect(sequences(second)).toEqual([3, 4]);
    expect(sequences((await pull('limit=2')).body)).toEqual([3, 4]);
    const third = (await pull(`cursor=${second.nextCursor}`)).body;
    expect(sequences(third)).toEqual([5]);
    const end = (await pull(`cursor=${third.nextCursor}`)).body;
    expect(end.data).toEqual([]);
    expect(sequences((await pull(`cursor=${first.nextCursor}`)).body)).toEqual([3, 4, 5]);
    expect((await pull()).body.data).toEqual([]);
    await arrive(1);
    expect(sequences((await pull(`cursor=${end.nextCursor}`)).body)).toEqual([6]);
  });

  it('waits for the next event', async () => {
    await subscribe();
    const waiting = pull('wait=20');
    await arrive(1);
    expect(sequences((await waiting).body)).toEqual([1]);
  });

  it('gives an empty page when the wait is over', async () => {
    await subscribe();
    const { nextCursor, data } = (await pull('wait=1')).body;
    expect(data).toEqual([]);
    expect((await pull(`cursor=${nextCursor}`)).status).toBe(200);
  });

  it('works beside a webhook, and leaves its deliveries alone', async () => {
    await subscribe({ delivery: { type: 'webhook', url: 'https://recipes.platform.example/in' } });
    await arrive(2);
    const { nextCursor } = (await pull()).body;
    await pull(`cursor=${nextCursor}`);
    const rows = await scene.sql('SELECT status FROM delivery WHERE subscription_id = $1', [id]);
    expect(rows).toEqual([{ status: 'pending' }, { status: 'pending' }]);
  });

  it('works while the subscription is paused', async () => {
    await subscribe();
    await scene.send('POST', `${id}/pause`);
    await arrive(1);
    expect(sequences((await pull()).body)).toEqual([1]);
  });

  it('says what could not be fetched with the event', async () => {
    await subscribe({ params: { enrich: true } });
    await scene.arrive([lockEvent({ target: [{ id: '00unobody', type: 'User' }] })], connectionId);
    expect((await pull()).body.data).toMatchObject([
      { data: { enrichmentErrors: [{ object: 'user', code: 'okta_not_found' }] } },
    ]);
  });

  it('leaves out events that are not kept any more', async () => {
    await subscribe();
    await arrive(2);
    await scene.sql(
      `DELETE FROM event WHERE uuid = (SELECT event_uuid FROM delivery WHERE subscription_id = $1 AND sequence = 1)`,
      [id],
    );
    expect(sequences((await pull()).body)).toEqual([2]);
  });
});

describe('a cursor', () => {
  const refused = async (query: string) => {
    const { status, text } = await pull(query);
    expect([status, JSON.parse(text).errors]).toEqual([
      422,
      [{ pointer: '/cursor', message: 'is not a cursor of this subscription' }],
    ]);
  };

  it('that was altered is refused', async () => {
    await subscribe();
    const { nextCursor } = (await pull()).body;
    for (const index of [nextCursor.indexOf('.') + 1, nextCursor.length - 2]) {
      const other = nextCursor[index] === 'A' ? 'B' : 'A';
      await refused(`cursor=${nextCursor.slice(0, index)}${other}${nextCursor.slice(index + 1)}`);
    }
    await refused('cursor=17');
    await refused(`cursor=${Buffer.from('17').toString('base64url')}`);
  });

  it('of another subscription is refused', async () => {
    await subscribe();
    await arrive(1);
    const { nextCursor } = (await pull()).body;
    const other = await scene.subscribe({ delivery: PULL }, connectionId);
    id = other.id;
    await refused(`cursor=${nextCursor}`);
  });

  it.each(['limit=0', 'limit=201', 'wait=31', 'since=1'])('is not asked for with %s', async (query) => {
    await subscribe();
    expect((await pull(query)).status).toBe(422);
  });
});
