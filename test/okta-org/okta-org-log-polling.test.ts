import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiAnswer } from './api-call.ts';
import { callApi } from './api-call.ts';
import type { OktaOrg } from './okta-org-process.ts';
import { startOktaOrg } from './okta-org-process.ts';

const SSO = 'user.authentication.sso';
const filter = `eventType eq "${SSO}"`;

let org: OktaOrg;

beforeAll(async () => {
  org = await startOktaOrg();
});
afterAll(() => org.stop());
beforeEach(async () => {
  await org.reset();
});

function logs(parameters: Record<string, string>): Promise<ApiAnswer> {
  return callApi(org, 'GET', `/api/v1/logs?${new URLSearchParams(parameters).toString()}`);
}

function idsOf(answer: ApiAnswer): string[] {
  return (answer.body as { uuid: string }[]).map(({ uuid }) => uuid);
}

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

/** Follows the next links until a page is empty. */
async function follow(first: ApiAnswer): Promise<string[]> {
  const uuids = idsOf(first);
  let page = first;
  while (idsOf(page).length > 0) {
    // oxlint-disable-next-line no-await-in-loop -- each page names the next
    page = await callApi(org, 'GET', page.next ?? '');
    uuids.push(...idsOf(page));
  }
  return uuids;
}

describe('polling the System Log', () => {
  it('gives many events, once each and in order of persistence', async () => {
    const since = minutesAgo(1);
    const { uuids } = await org.emit({ events: [{ eventType: SSO }], count: 3_500 });
    expect(await follow(await logs({ since, filter, limit: '1000' }))).toEqual(uuids);
    expect(await org.logUuids([SSO])).toEqual(uuids);
  });

  it('gives events whose published lies back, which bounded requests made before have missed', async () => {
    const bounds = { since: minutesAgo(120), until: minutesAgo(30), filter };
    const polled = await logs({ since: bounds.since, filter });
    expect(idsOf(await logs(bounds))).toEqual([]);
    const { uuids } = await org.emit({ events: [{ eventType: SSO }], count: 2, lateMs: 3_600_000 });
    const page = await callApi(org, 'GET', polled.next ?? '');
    expect(idsOf(page)).toEqual(uuids);
    const [{ published }] = page.body as [{ published: string }];
    expect(published < minutesAgo(59)).toBe(true);
    expect(idsOf(await logs(bounds))).toEqual(uuids);
  });

  it('with limit 0 gives no events and a link to the same place', async () => {
    const { uuids } = await org.emit({ events: [{ eventType: SSO }] });
    const none = await logs({ since: minutesAgo(1), filter, limit: '0' });
    expect(none.body).toEqual([]);
    const after = new URL(none.next ?? '').searchParams.get('after') ?? '';
    expect(idsOf(await logs({ since: minutesAgo(1), filter, after }))).toEqual(uuids);
  });

  it.each(['E0000029', 'E0000053'] as const)('refuses stale cursors with %s, and not the later ones', async (code) => {
    const { next } = await logs({ since: minutesAgo(1), filter });
    expect((await callApi(org, 'GET', next ?? '')).status).toBe(200);
    await org.staleCursors({ errorCode: code });
    expect(await callApi(org, 'GET', next ?? '')).toMatchObject({ status: 400, errorCode: code });
    const fresh = await logs({ since: minutesAgo(1), filter });
    expect((await callApi(org, 'GET', fresh.next ?? '')).status).toBe(200);
  });

  it('takes since as 90 days ago where it is older, up to 180', async () => {
    const day = 24 * 60;
    const events = [100, 80].map((days) => ({ eventType: SSO, published: minutesAgo(days * day) }));
    const [, young] = await org.addLogEvents(events);
    expect(idsOf(await logs({ since: minutesAgo(170 * day), filter }))).toEqual([young?.uuid]);
    expect(await logs({ since: minutesAgo(181 * day) })).toMatchObject({ status: 400, errorCode: 'E0000053' });
  });

  it('times out when told to', async () => {
    await org.logTimeouts(1);
    expect(await logs({ filter })).toMatchObject({ status: 500, errorCode: 'E0000009' });
    expect((await logs({ filter })).status).toBe(200);
  });

  it('is limited like other requests', async () => {
    await org.settings({ rateLimit: { buckets: { '/api/v1/logs': 2 } } });
    const answers = [await logs({}), await logs({}), await logs({})];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  });

  it('holds 200,000 events', async () => {
    const size = await org.logSize();
    await org.emit({ events: [{ eventType: SSO }, { eventType: 'user.session.end' }], count: 200_000 });
    expect((await org.logSize()) - size).toBe(200_000);
    expect(idsOf(await logs({ since: minutesAgo(5), filter, limit: '1000' }))).toHaveLength(1_000);
  });
});
