import { describe, expect, it } from '@jest/globals';
import { ConnectorError } from '../../../../src/core/errors.js';
import type { OktaRequest } from '../../../../src/okta/okta-request.js';
import { searchExpiringPasswords } from '../../../../src/triggers/schedules/password-expiry.js';
import { ageRules, ruleFor } from '../../../../src/triggers/schedules/password-policies.js';
import type { Finding, OktaPage } from '../../../../src/triggers/schedules/search.js';

const DAY = 86_400_000;
const TODAY = new Date('2026-06-15T07:00:00Z');
const BERLIN = { cron: '0 9 * * *', timezone: 'Europe/Berlin' };

const policy = (id: string, changes: object) => ({
  id,
  status: 'ACTIVE',
  system: false,
  priority: 1,
  conditions: { people: { groups: { include: ['engineers'] } }, authProvider: { provider: 'OKTA' } },
  settings: { password: { age: { maxAgeDays: 90 } } },
  ...changes,
});
const DEFAULT = policy('default', {
  system: true,
  priority: 1,
  conditions: { people: { groups: { include: ['everyone'] } } },
  settings: { password: { age: { maxAgeDays: 0 } } },
});
const ENGINEERS = policy('engineers', { priority: 2 });

interface FakeUser {
  id: string;
  status: string;
  passwordChanged: string | null;
  profile: object;
  credentials: { provider: { type: string } };
}

/** `left`: how many times 24 hours before the password has 90 days. */
const user = (id: string, left: number, changes: object = {}): FakeUser => ({
  id,
  status: 'ACTIVE',
  passwordChanged: new Date(TODAY.getTime() + (left - 90) * DAY).toISOString(),
  profile: { login: `${id}@example.com` },
  credentials: { provider: { type: 'OKTA' } },
  ...changes,
});

interface Org {
  policies?: object[];
  users: Iterable<FakeUser>;
  groups?: Record<string, string[]>;
  perPage?: number;
}

/** An org that answers lists, and counts what it was asked. */
function fakeOrg({ policies = [ENGINEERS, DEFAULT], users, groups = {}, perPage = 200 }: Org) {
  const asked = { users: 0, groups: 0 };
  const everyone = [...users];
  const read = async ({ target }: OktaRequest): Promise<OktaPage> => {
    if (target.startsWith('/api/v1/policies')) return { items: policies, next: undefined };
    const [, id] = /^\/api\/v1\/users\/([^/]+)\/groups/.exec(target) ?? [];
    if (id !== undefined) {
      asked.groups += 1;
      return { items: (groups[id] ?? ['engineers']).map((group) => ({ id: group })), next: undefined };
    }
    asked.users += 1;
    const start = Number(new URL(target, 'https://x.example').searchParams.get('after') ?? 0);
    const next = start + perPage;
    return {
      items: everyone.slice(start, next),
      next: next < everyone.length ? `/api/v1/users?after=${next}` : undefined,
    };
  };
  return { read, asked };
}

interface Run {
  until?: Date;
  memory?: unknown;
  days?: number[];
}

function run(org: Pick<ReturnType<typeof fakeOrg>, 'read'>, { until = TODAY, memory, days = [7, 3, 1] }: Run = {}) {
  const window = { from: new Date(until.getTime() - DAY), until };
  const params = { days, hour: 9, timezone: BERLIN.timezone };
  return searchExpiringPasswords({
    params,
    schedule: BERLIN,
    window,
    startFrom: window.from,
    memory,
    now: until,
    read: org.read,
  });
}

async function findingsOf(...given: Parameters<typeof run>) {
  const findings: Finding[] = [];
  let memory: unknown;
  for await (const step of run(...given)) {
    findings.push(...step.findings);
    memory = step.memory;
  }
  return { findings, memory };
}

const told = (findings: readonly Finding[]) =>
  findings.map(({ body }) => `${Reflect.get(Object(body['user']), 'id')} ${String(body['daysLeft'])}`);

describe('users whose password is about to expire', () => {
  it('are told on the day that lies so many days before the end', async () => {
    const org = fakeOrg({ users: [0, 1, 2, 3, 4, 6, 7, 8].map((left) => user(`u${left}`, left)) });
    const { findings } = await findingsOf(org);
    expect(told(findings)).toEqual(['u1 1', 'u3 3', 'u7 7']);
    expect(findings[0]?.body).toMatchObject({
      policyId: 'engineers',
      expiresAt: new Date(TODAY.getTime() + DAY).toISOString(),
    });
  });

  it('are told by calendar days of the time zone, not by hours', async () => {
    // It ends at 00:30 on the next day in Berlin, 15.5 hours on; in UTC that is the same day.
    const org = fakeOrg({ users: [user('soon', 15.5 / 24), user('latest', 38.9 / 24), user('after', 39.1 / 24)] });
    expect(told((await findingsOf(org, { days: [1] })).findings)).toEqual(['soon 1', 'latest 1']);
  });

  it('are told once for each of the days, over many days', async () => {
    const org = fakeOrg({ users: [user('ada', 8.2), user('alan', 3.4)] });
    const all: string[] = [];
    let memory: unknown;
    for (let day = 0; day < 12; day += 1) {
      const found = await findingsOf(org, { until: new Date(TODAY.getTime() + day * DAY), memory });
      all.push(...told(found.findings).map((text) => `${day}: ${text}`));
      ({ memory } = found);
    }
    expect(all).toEqual(['0: alan 3', '1: ada 7', '2: alan 1', '5: ada 3', '7: ada 1']);
  });

  it('are told the nearest day when some were missed, and not when it is over', async () => {
    const org = fakeOrg({ users: [user('ada', 1), user('gone', -1)] });
    const { memory } = await findingsOf(fakeOrg({ users: [] }), { until: new Date(TODAY.getTime() - 10 * DAY) });
    expect(told((await findingsOf(org, { memory, days: [7, 3, 1, 0] })).findings)).toEqual(['ada 1']);
  });

  it('are nobody twice on a day', async () => {
    const org = fakeOrg({ users: [user('ada', 3)] });
    const { memory, findings } = await findingsOf(org);
    expect(findings).toHaveLength(1);
    expect((await findingsOf(org, { memory })).findings).toEqual([]);
  });

  it.each(['ACTIVE_DIRECTORY', 'LDAP', 'FEDERATION', 'SOCIAL'])('are not those of %s', async (type) => {
    const org = fakeOrg({ users: [user('ada', 3, { credentials: { provider: { type } } })] });
    expect((await findingsOf(org)).findings).toEqual([]);
  });

  it('are not those without a password, and not those of a policy without an age', async () => {
    const users = [user('none', 3, { passwordChanged: null }), user('other', 3)];
    const org = fakeOrg({ users, groups: { other: ['everyone'] } });
    expect((await findingsOf(org)).findings).toEqual([]);
  });

  it('are asked for only where some policy has an age', async () => {
    const org = fakeOrg({ users: [user('ada', 3)], policies: [DEFAULT] });
    expect((await findingsOf(org)).findings).toEqual([]);
    expect(org.asked).toEqual({ users: 0, groups: 0 });
  });

  it('are all asked for but once when the place among them was forgotten', async () => {
    const org = fakeOrg({ users: Array.from({ length: 6 }, (_, n) => user(`u${n}`, 3)), perPage: 2 });
    const search = run(org);
    const first = await search.next();
    const refusing = async (request: OktaRequest) => {
      if (request.target === '/api/v1/users?after=2' && org.asked.users === 1) {
        org.asked.users += 1;
        throw new ConnectorError('okta_rejected', 'no such cursor', { upstream: { status: 400, code: 'E0000031' } });
      }
      return org.read(request);
    };
    const again = await findingsOf({ read: refusing }, { memory: first.value?.memory });
    expect(told(again.findings)).toHaveLength(6);
    const keys = [...(first.value?.findings ?? []), ...again.findings].map(({ key }) => key);
    expect(new Set(keys).size).toBe(6);
    expect(first.value?.toldSince?.getTime()).toBeLessThan(TODAY.getTime());
  });

  it('are found page by page among 100,000, and groups are read of those concerned alone', async () => {
    const users = Array.from({ length: 100_000 }, (_, n) => user(`u${n}`, (n % 90) + 0.1));
    const org = fakeOrg({ users });
    let largest = 0;
    let count = 0;
    for await (const { findings, memory } of run(org)) {
      largest = Math.max(largest, findings.length);
      count += findings.length;
      expect(JSON.stringify(memory).length).toBeLessThan(500);
    }
    const concerned = users.filter((_, n) => [1, 3, 7].includes(n % 90)).length;
    expect({ count, groups: org.asked.groups, pages: org.asked.users }).toEqual({
      count: concerned,
      groups: concerned,
      pages: 500,
    });
    expect(largest).toBeLessThanOrEqual(200);
  });
});

describe('the policy of a user', () => {
  const of = (...groups: string[]) => new Set(groups);

  it('is the first by priority that is for one of the groups, and the default one last', () => {
    const rules = ageRules([DEFAULT, policy('late', { priority: 3 }), policy('early', { priority: 2 })]);
    expect(rules.map(({ policyId }) => policyId)).toEqual(['early', 'late', 'default']);
    expect(ruleFor(rules, of('engineers', 'everyone'))?.policyId).toBe('early');
    expect(ruleFor(rules, of('everyone'))?.policyId).toBe('default');
  });

  it('is none that is inactive or for directories', () => {
    const directory = { conditions: { authProvider: { provider: 'ACTIVE_DIRECTORY' } } };
    const rules = ageRules([policy('off', { status: 'INACTIVE' }), policy('ad', directory), DEFAULT]);
    expect(rules.map(({ policyId }) => policyId)).toEqual(['default']);
  });

  it('has no age where it names none', () => {
    expect(ageRules([policy('bare', { settings: null })])[0]?.maxAgeDays).toBe(0);
  });
});
