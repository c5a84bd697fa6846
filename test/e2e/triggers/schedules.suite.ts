import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TenantDatabase } from '../../../src/core/database/tenant-transaction.js';
import { newId } from '../../../src/core/ids.js';
import { firstSchedule } from '../../../src/triggers/schedules/first-schedule.js';
import { SubscriptionRepository } from '../../../src/triggers/subscriptions/subscription.repository.js';
import { scheduleTriggers } from '../../../src/triggers/catalog/schedule-triggers.js';
import { tenantId } from '../../support/database.js';
import { query } from '../../support/postgres.js';
import { Stage } from '../../support/service.js';

const acme = tenantId('acme');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ago = (ms: number) => new Date(Date.now() - ms);

interface Row {
  sequence: number;
  status: string;
  body: Record<string, unknown>;
}

let stage: Stage;
let engineering: string;
beforeAll(async () => {
  stage = await Stage.set();
  ({ engineering } = (await stage.org.state()).seeded.groups);
});
afterAll(() => stage.strike());

/** A subscription as the API writes it, which is due now. */
async function subscribe(
  triggerId: string,
  params: Record<string, unknown>,
  startFrom = ago(3 * HOUR),
): Promise<string> {
  const { app } = stage.service;
  const id = newId('sub');
  const subscriptions = app.get(SubscriptionRepository, { strict: false });
  await app.get(TenantDatabase, { strict: false }).transaction(acme, () =>
    subscriptions.insert({
      tenantId: acme,
      id,
      connectionId: stage.connectionId,
      triggerId,
      mode: 'polling',
      status: 'active',
      statusReason: null,
      eventTypes: [],
      params,
      deliveryType: 'pull',
      deliveryUrl: null,
      startFrom,
      failingSince: null,
      lastEventAt: null,
      createdBy: 'tester',
      ...firstSchedule(triggerId, params, startFrom),
    }),
  );
  return id;
}

const rowsOf = (id: string) =>
  query<Row & Record<string, unknown>>(
    stage.service.database.adminUrl,
    'SELECT sequence::int, status, body FROM delivery WHERE subscription_id = $1 ORDER BY sequence',
    [id],
  );

/** What the service delivers by itself, once it is so much. */
async function delivered(id: string, count: number): Promise<Row[]> {
  for (let left = 150; left > 0; left -= 1) {
    const rows = await rowsOf(id);
    if (rows.length >= count) return rows;
    await sleep(200);
  }
  throw new Error(`Not delivered; log: ${stage.service.logs.filter((line) => line.includes('search')).join('')}`);
}

const newProfile = (login: string) => ({ login, email: login, firstName: 'Mary', lastName: 'Somerville' });
const userIn = (row: Row | undefined) => Object(row?.body['user']) as { id: string; profile: { title?: string } };

/** Every delivery keeps to the schema that the catalogue shows. */
function expectPayload(triggerId: keyof typeof scheduleTriggers, rows: readonly Row[]): void {
  for (const { body, sequence } of rows) {
    const envelope = { tenantId: acme, connectionId: stage.connectionId, subscriptionId: 'sub_1', sequence };
    expect(scheduleTriggers[triggerId].payload.safeParse({ ...envelope, ...body }).error).toBeUndefined();
  }
}

describe('scheduled searches', () => {
  it('deliver the events of each window as a list', async () => {
    const times = [ago(150 * MINUTE), ago(140 * MINUTE)];
    const published = times.map((time) => ({ eventType: 'user.account.lock', published: time.toISOString() }));
    const events = await stage.org.addLogEvents(published);
    const id = await subscribe('scheduled-event-search', {
      cron: '*/5 * * * *',
      timezone: 'Asia/Kathmandu',
      q: 'lock',
    });
    const rows = await delivered(id, 2);
    const uuids = rows.flatMap(({ body }) => (body['events'] as { uuid: string }[]).map(({ uuid }) => uuid));
    expect(uuids).toEqual(events.map(({ uuid }) => uuid));
    expect(rows.map(({ status, sequence }) => [status, sequence])).toEqual([
      ['held', 1],
      ['held', 2],
    ]);
    expectPayload('scheduled-event-search', rows);
  });

  it('tell new users, with all that Okta knows of them', async () => {
    const id = await subscribe('new-user', { cron: '* * * * *', search: 'profile.lastName eq "Somerville"' });
    const user = await stage.output<{ id: string }>('create-user', { profile: newProfile('mary@acme.example') });
    const rows = await delivered(id, 1);
    expect(rows.map((row) => userIn(row).id)).toEqual([user.id]);
    expectPayload('new-user', rows);
  });

  it('tell users and groups that were changed', async () => {
    const { active } = (await stage.org.state()).seeded.users;
    await stage.output('update-user', { userId: active, profile: { title: 'Astronomer' } });
    await stage.output('update-group', {
      groupId: engineering,
      profile: { name: 'Engineering', description: 'All of it' },
    });
    const users = await subscribe('user-updated', { search: `id eq "${active}"` });
    const groups = await subscribe('group-updated-poll', { search: `id eq "${engineering}"` });
    const userRows = await delivered(users, 1);
    expect(userIn(userRows[0])).toMatchObject({ id: active, profile: { title: 'Astronomer' } });
    expectPayload('user-updated', userRows);
    const groupRows = await delivered(groups, 1);
    expect(groupRows[0]?.body['group']).toMatchObject({ id: engineering, profile: { description: 'All of it' } });
    expectPayload('group-updated-poll', groupRows);
  });

  it('tell users whose password expires, by the policy that is for them', async () => {
    const { seeded } = await stage.org.state();
    const seededUsers = await stage.org.seed({ users: 3 });
    const members = [seededUsers.userIds.first ?? '', seededUsers.userIds.last ?? ''];
    for (const userId of members) await stage.output('add-user-to-group', { groupId: engineering, userId });
    // The last full hour in UTC: when the search was due.
    const due = new Date(Math.floor(Date.now() / HOUR) * HOUR);
    const passwordChanged = new Date(due.getTime() + (3 - 90) * DAY).toISOString();
    const [soon = '', directory = ''] = members;
    await stage.org.seed({
      userFacts: [
        { userId: soon, passwordChanged },
        { userId: directory, passwordChanged, provider: 'ACTIVE_DIRECTORY' },
      ],
    });
    const id = await subscribe('password-expiring-soon', { days: [7, 3, 1], hour: due.getUTCHours() }, ago(25 * HOUR));
    const rows = await delivered(id, 1);
    expect(rows.map((row) => [userIn(row).id, row.body['daysLeft'], row.body['policyId']])).toEqual([
      [soon, 3, seeded.policies.engineers],
    ]);
    expect(rows[0]?.body['expiresAt']).toBe(new Date(due.getTime() + 3 * DAY).toISOString());
    expectPayload('password-expiring-soon', rows);
  });

  it('ask Okta for nothing that it does not document', async () => {
    expect(await stage.org.violations()).toEqual([]);
  });
});
