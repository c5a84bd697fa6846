import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RateGovernor } from '../../src/okta/limits/rate-governor.js';
import { Stage, TestService } from '../support/service.js';

const BUCKET = '/api/v1/groups';

let stage: Stage;
let other: TestService;
beforeAll(async () => {
  stage = await Stage.set();
  other = await stage.service.replica();
});
afterAll(async () => {
  await other.stop();
  await stage.strike();
});

const share = (rateLimitShare: number) =>
  stage.service.send('PATCH', `/v1/connections/${stage.connectionId}`, { body: { rateLimitShare } });

/** Statuses of so many calls one after the other, on both replicas in turn. */
async function statuses(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let call = 0; call < count; call += 1) {
    const service = call % 2 === 0 ? stage.service : other;
    const path = `/v1/connections/${stage.connectionId}/actions/list-groups`;
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    found.push((await service.send('POST', path, { body: { input: { limit: 1 } } })).status);
  }
  return found;
}

const sumOf = async () => (await stage.org.rateWindows()).filter(({ bucket }) => bucket === BUCKET);

describe('a limit of Okta', () => {
  it('is not run into: the share is kept over both replicas, PATCH moves it at once, and callers hear when', async () => {
    await stage.org.settings({ rateLimit: { buckets: { [BUCKET]: 20 } } });
    await share(0.25);
    expect(await statuses(8)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const refused = await stage.run('list-groups', { limit: 1 });
    expect(refused.body).toMatchObject({ code: 'too_many_requests', retryable: true });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1);
    await share(0.5);
    const moved = await statuses(30);
    expect(moved.filter((status) => status === 200)).toHaveLength(5);
    await expect(sumOf()).resolves.toMatchObject([{ used: 10, refused: 0 }]);
  });
});

describe('too many calls at once', () => {
  beforeEach(() => stage.org.settings({ rateLimit: { buckets: {}, concurrent: 4 } }));
  afterEach(async () => {
    await stage.org.settings({ rateLimit: { concurrent: null } });
    await stage.org.faults.clear();
  });

  it('are answered by fewer calls at once, and retried', async () => {
    const { seeded } = await stage.org.state();
    await stage.org.faults.add({ kind: 'delay-after', delayMs: 50, path: '/api/v1/users/' });
    const input = { userId: seeded.users.active };
    const answers = await Promise.all(Array.from({ length: 12 }, () => stage.run('get-user', input)));
    const counters = stage.service.app.get(RateGovernor).counters;
    expect(counters.concurrencyLimited).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(6);
  });
});
