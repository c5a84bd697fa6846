import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from './api-call.ts';
import { callApi } from './api-call.ts';
import type { OktaOrg, SeededIds } from './okta-org-process.ts';
import { startOktaOrg } from './okta-org-process.ts';

let org: OktaOrg;
let seeded: SeededIds;

beforeAll(async () => {
  org = await startOktaOrg();
});
afterAll(() => org.stop());
beforeEach(async () => {
  ({ seeded } = await org.reset());
});

function logs(parameters: Record<string, string>): Promise<ApiAnswer> {
  return callApi(org, 'GET', `/api/v1/logs?${new URLSearchParams(parameters).toString()}`);
}

function idsOf(answer: ApiAnswer): string[] {
  return (answer.body as { uuid: string }[]).map(({ uuid }) => uuid);
}

function hoursAgo(hours: number): string {
  return new Date(Date.now() - hours * 3_600_000).toISOString();
}

async function signIns(...events: { published: string; late?: boolean; result?: string }[]): Promise<string[]> {
  const added = await org.addLogEvents(
    events.map(({ published, late = false, result = 'SUCCESS' }) => ({
      eventType: 'user.session.start',
      userId: seeded.users.active,
      ipAddress: '203.0.113.7',
      outcome: { result, reason: null },
      published,
      late,
    })),
  );
  return added.map(({ uuid }) => uuid);
}

const filter = 'eventType eq "user.session.start" and client.ipAddress eq "203.0.113.7"';

describe('System Log', () => {
  it('always gives polling a next link, and new events behind it', async () => {
    const since = hoursAgo(1);
    const empty = await logs({ since, filter });
    expect(empty.body).toEqual([]);
    const uuids = await signIns({ published: hoursAgo(0) });
    const page = await callApi(org, 'GET', empty.next ?? '');
    expect(idsOf(page)).toEqual(uuids);
    expect(idsOf(await callApi(org, 'GET', page.next ?? ''))).toEqual([]);
  });

  it('delivers late events to polling in order of persistence, and misses them in bounded queries of the past', async () => {
    const [early] = await signIns({ published: hoursAgo(2) });
    const first = await logs({ since: hoursAgo(3), filter });
    const [late] = await signIns({ published: hoursAgo(2.5), late: true });
    expect(idsOf(await callApi(org, 'GET', first.next ?? ''))).toEqual([late]);
    expect(idsOf(await logs({ since: hoursAgo(3), until: hoursAgo(1), filter }))).toEqual([late, early]);
  });

  it('ends bounded queries without a next link', async () => {
    const uuids = await signIns(...[5, 4, 3].map((hours) => ({ published: hoursAgo(hours) })));
    const bounds = { since: hoursAgo(6), until: hoursAgo(1), filter, limit: '2' };
    const first = await logs(bounds);
    const second = await callApi(org, 'GET', first.next ?? '');
    expect([...idsOf(first), ...idsOf(second)]).toEqual(uuids);
    expect(second.next).toBeUndefined();
    expect(idsOf(await logs({ ...bounds, sortOrder: 'DESCENDING' }))).toEqual([uuids[2], uuids[1]]);
  });

  it('finds keywords and outcomes', async () => {
    const [, failed] = await signIns({ published: hoursAgo(1) }, { published: hoursAgo(1), result: 'FAILURE' });
    expect(idsOf(await logs({ since: hoursAgo(2), q: '203.0.113.7 failure' }))).toEqual([failed]);
    expect(idsOf(await logs({ since: hoursAgo(2), filter: `${filter} and outcome.result ne "SUCCESS"` }))).toEqual([
      failed,
    ]);
  });

  it.each([
    [{ since: 'yesterday' }, 'E0000030'],
    [{ since: hoursAgo(24 * 200) }, 'E0000053'],
    [{ since: hoursAgo(1), until: hoursAgo(2) }, 'E0000053'],
    [{ limit: '1001' }, 'E0000053'],
    [{ filter: 'published gt "2024-01-01T00:00:00.000Z"' }, 'E0000053'],
    [{ after: 'nonsense' }, 'E0000031'],
  ])('refuses %j with %s', async (parameters, errorCode) => {
    expect(await logs(parameters)).toMatchObject({ status: 400, errorCode });
  });

  it('tells actor, target, client and transaction of a change', async () => {
    const path = `/api/v1/groups/${seeded.groups.support}/users/${seeded.users.active}`;
    await callApi(org, 'PUT', path, { headers: { 'user-agent': 'okta-connector/1.0' } });
    const { body } = await logs({ filter: 'eventType eq "group.user_membership.add"' });
    expect(body).toMatchObject([
      {
        actor: { id: seeded.users.admin, type: 'User' },
        client: { userAgent: { rawUserAgent: 'okta-connector/1.0' }, ipAddress: '127.0.0.1' },
        outcome: { result: 'SUCCESS' },
        target: [
          { id: seeded.users.active, type: 'User' },
          { id: seeded.groups.support, type: 'UserGroup' },
        ],
        transaction: { type: 'WEB', detail: { requestApiTokenId: expect.stringMatching(/^00T/) } },
      },
    ]);
  });
});
