import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { ConnectorError, type ErrorCode } from '../../../src/core/errors.js';
import { HOUR, ScheduleScene, SOUGHT } from './schedule-scene.js';

const HOURLY = { cron: '0 * * * *', filter: `eventType eq "${SOUGHT}"` };
const START = new Date(Math.floor(Date.now() / HOUR) * HOUR - 6 * HOUR);
const after = (hours: number) => new Date(START.getTime() + hours * HOUR);
const at = (hours: number) => ({ now: () => after(hours) });
const refusing = (code: ErrorCode, text: string) => ({
  opening: () => {
    throw new ConnectorError(code, text);
  },
});

let scene: ScheduleScene;
beforeAll(async () => {
  scene = await ScheduleScene.open();
});
afterAll(() => scene.close());
beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  await scene.begin();
  await scene.happenAt([after(0.5)]);
});
afterEach(() => void jest.restoreAllMocks());

const secondsUntilDue = async () => {
  const [row] = await scene.sql<{ seconds: number }>(
    'SELECT extract(epoch FROM schedule_due_at - now())::float8 AS seconds FROM subscription',
  );
  return row?.seconds ?? Number.NaN;
};

describe('a search that fails', () => {
  it.each([
    ['connection_not_ready', false],
    ['reauthorization_required', false],
    ['insufficient_scope', true],
    ['insufficient_role', true],
    ['okta_rejected', true],
  ] as const)('says why (%s), is tried again, and takes it back', async (code, fails) => {
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.search({ ...refusing(code, 'Do something.'), ...at(1.5) });
    const failed = await scene.subscription();
    expect(failed).toMatchObject({ status: 'active', statusReason: 'Do something.', scheduleFrom: START });
    expect(failed.failingSince !== null).toBe(fails);
    expect(await secondsUntilDue()).toBeGreaterThan(5);
    await scene.search(at(1.5));
    expect(await scene.subscription()).toMatchObject({ statusReason: null, failingSince: null });
    expect(await scene.told()).toHaveLength(1);
  });

  it('makes a subscription that was failing active again', async () => {
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.search({ ...refusing('insufficient_scope', 'Grant it.'), ...at(1.5) });
    await scene.sql(`UPDATE subscription SET status = 'failing'`);
    await scene.search(at(1.5));
    expect(await scene.subscription()).toMatchObject({ status: 'active', failingSince: null });
  });

  it('leaves a failure of the deliveries alone', async () => {
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.sql(`UPDATE subscription SET failing_since = now(), status_reason = 'The receiver answers 500.'`);
    await scene.search(at(1.5));
    const { failingSince, statusReason } = await scene.subscription();
    expect([failingSince !== null, statusReason]).toEqual([true, 'The receiver answers 500.']);
  });

  it('says nothing of what goes by, but when it stays', async () => {
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    const unavailable = { ...refusing('okta_unavailable', 'Okta is away.'), ...at(1.5) };
    await scene.search(unavailable);
    await scene.search(unavailable);
    expect((await scene.subscription()).statusReason).toBeNull();
    await scene.search(unavailable);
    expect(await scene.subscription()).toMatchObject({ statusReason: 'Okta is away.', failingSince: null });
  });

  it('waits longer each time, up to a quarter of an hour', async () => {
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    const waits = [];
    for (let count = 0; count < 8; count += 1) {
      await scene.search({ ...refusing('okta_unavailable', 'Okta is away.'), ...at(1.5) });
      waits.push(Math.round((await secondsUntilDue()) / 15) * 15);
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900]);
  });

  it('as its time zone is gone, says so', async () => {
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.sql(`UPDATE subscription SET params = params || '{"timezone": "Mars/Base"}'`);
    await scene.search(at(1.5));
    const { statusReason, failingSince } = await scene.subscription();
    expect(statusReason).toContain('params.timezone is not valid any more: is no IANA time zone');
    expect(failingSince).not.toBeNull();
  });

  it('as Okta refuses its filter, says so', async () => {
    await scene.subscribe('scheduled-event-search', { ...HOURLY, filter: 'published gt "2026"' }, START);
    await scene.search(at(1.5));
    const { statusReason, failingSince } = await scene.subscription();
    expect(statusReason).toMatch(/./);
    expect(failingSince).not.toBeNull();
  });
});

describe('a search that is late', () => {
  it('leaves out what Okta no longer keeps, and says so until it is in time again', async () => {
    await scene.subscribe(
      'scheduled-event-search',
      { ...HOURLY, cron: '0 0 1 * *' },
      new Date(Date.now() - 200 * 24 * HOUR),
    );
    await scene.search({ turnMs: 0 });
    expect((await scene.subscription()).statusReason).toContain('90 days');
    await scene.search();
    expect((await scene.subscription()).statusReason).toBeNull();
  });

  it('is not done for a paused subscription, and made up when it is resumed', async () => {
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.sql(`UPDATE subscription SET status = 'paused'`);
    await scene.search(at(3.5));
    expect(await scene.told()).toEqual([]);
    await scene.sql(`UPDATE subscription SET status = 'active'`);
    await scene.search(at(3.5));
    expect(await scene.told()).toHaveLength(1);
  });

  it('gives others their turn after each window when its own is over', async () => {
    await scene.happenAt([after(1.5)]);
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.search({ turnMs: 0, ...at(3.5) });
    expect(await scene.told()).toHaveLength(1);
    expect(await secondsUntilDue()).toBeLessThanOrEqual(0);
    await scene.search({ turnMs: 0, ...at(3.5) });
    expect(await scene.told()).toHaveLength(2);
  });

  it('does not start where it is not due', async () => {
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.sql(`UPDATE subscription SET schedule_due_at = now() + interval '1 hour'`);
    await scene.searches(at(1.5)).search({ tenantId: (await scene.subscription()).tenantId, id: 'sub_1' });
    expect(await scene.told()).toEqual([]);
  });
});

describe('the listing of what is due', () => {
  it('takes tenants in turn', async () => {
    await scene.subscribe('scheduled-event-search', HOURLY, START);
    await scene.sql(`
      INSERT INTO connection (tenant_id, id, name, domain, origin, region, status, rate_limit_share, auth_type)
      SELECT 'other', id, name, domain, origin, region, status, rate_limit_share, auth_type FROM connection`);
    await scene.sql(`
      INSERT INTO subscription (tenant_id, id, connection_id, trigger_id, mode, status, delivery_type, start_from, created_by, schedule_from, schedule_due_at)
      SELECT 'other', 'sub_' || n, 'con_1', 'new-user', 'polling', 'active', 'pull', now(), 'tester', now(), now() - interval '1 day'
      FROM generate_series(2, 9) n`);
    await scene.makeDue();
    const due = await scene.schedules().listDue(3);
    expect(due.map(({ tenantId }) => tenantId)).toContain('acme');
  });
});
