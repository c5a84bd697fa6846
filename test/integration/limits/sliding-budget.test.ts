import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RateBudgetRepository, type Asker, type SliceReport } from '../../../src/okta/limits/rate-budget.repository.js';
import { connectTestDatabase, type ConnectedDatabase } from '../../support/database.js';
import { query } from '../../support/postgres.js';

let database: ConnectedDatabase;
let budgets: RateBudgetRepository;
beforeAll(async () => {
  database = await connectTestDatabase({ poolSize: 2 });
  budgets = new RateBudgetRepository(database.dataSource);
});
afterAll(() => database.drop());

/** Half of 40 calls a minute. */
const CAP = 20;
const RESET = Math.floor(Date.now() / 1_000) + 3_600;

let key: { budget: Buffer; holder: Buffer };
let turn: number;
beforeEach(() => {
  key = { budget: randomBytes(32), holder: randomBytes(32) };
  turn = 0;
});

/** Of Okta's first window, of which nothing is used. */
const NOTHING: SliceReport = {
  share: 0.5,
  windowMs: 60_000,
  replicas: 1,
  holds: 0,
  ended: 0,
  seq: null,
  spent: 0,
  returned: 0,
  reset: RESET,
  limit: 40,
  remaining: 40,
  endsInMs: 60_000,
  free: 0,
  want: 0,
  keepPart: 0,
  untoldPart: 0,
};

/** Replica `a`, where no other is named. */
function ask(changes: Partial<SliceReport & Asker> = {}) {
  turn += 1;
  return budgets.exchange(key, { ...NOTHING, replica: 'a', turn, ...changes });
}

const nextWindow = { reset: RESET + 60, remaining: 40 };

/** All of the share is used in the first window. */
const useUp = (ended: number) => ask({ free: CAP, remaining: CAP, ended });

const change = (sql: string) =>
  query(
    database.adminUrl,
    `UPDATE rate_budget_share SET ${sql} WHERE holder = decode('${key.holder.toString('hex')}', 'hex')`,
  );

describe('the sliding minute', () => {
  it("holds what Okta's window before has used against the share, and says when it opens", async () => {
    await useUp(CAP);
    const { granted, recent, opensInMs } = await ask({ ...nextWindow, want: 5 });
    expect({ granted, recent }).toEqual({ granted: 0, recent: CAP });
    expect(opensInMs).toBeGreaterThan(0);
    expect(opensInMs).toBeLessThanOrEqual(61_000);
  });

  it("Okta's windows alone would not (the control)", async () => {
    await useUp(0);
    await expect(ask({ ...nextWindow, want: 5 })).resolves.toMatchObject({ granted: 5, recent: 5 });
  });

  it('opens when the calls of its beginning are a minute old', async () => {
    await useUp(CAP);
    await change('ended_until = ARRAY[ended_until[1] - 62000]');
    await expect(ask({ ...nextWindow, want: 5 })).resolves.toMatchObject({ granted: 5, recent: 5 });
  });

  it('counts calls that ended later on their own, and gives out what is left', async () => {
    await ask({ ended: 8 });
    await change('ended_until = ARRAY[ended_until[1] - 2000]');
    await ask({ ended: 9 });
    const granted = [];
    for (let holds = 0; holds < 5; holds += 1) granted.push((await ask({ ...nextWindow, want: 5, holds })).granted);
    expect(granted).toEqual([1, 1, 1, 0, 0]);
    await change('ended_until = ARRAY[ended_until[1] - 60000, ended_until[2]]');
    await expect(ask({ ...nextWindow, holds: 3 })).resolves.toMatchObject({ recent: 12 });
  });
});

describe('calls that replicas hold', () => {
  it('count, and may come back at any moment', async () => {
    await ask({ replica: 'b', holds: CAP });
    await expect(ask({ want: 1 })).resolves.toMatchObject({ granted: 0, recent: CAP, opensInMs: undefined });
    await ask({ replica: 'b', holds: CAP - 4 });
    await expect(ask({ want: 1 })).resolves.toMatchObject({ granted: 1, recent: CAP - 3 });
  });

  it('of a replica that died count for a while only', async () => {
    await ask({ replica: 'b', holds: CAP });
    await change(`holdings = jsonb_set(holdings, '{b,until}', '0')`);
    await expect(ask({ want: 1 })).resolves.toMatchObject({ granted: 1, recent: 1 });
  });

  it('are those of its last report; one that comes late is given nothing', async () => {
    await ask({ turn: 7, holds: 3 });
    await expect(ask({ turn: 6, holds: 9, want: 1 })).resolves.toMatchObject({ granted: 0, recent: 3 });
    await expect(ask({ turn: 8, holds: 2, want: 1 })).resolves.toMatchObject({ granted: 1, recent: 3 });
  });
});

describe('a replica of the release before', () => {
  const oldAsk = (changes: Partial<SliceReport>) => {
    const { windowMs: _, holds: _holds, ended: _ended, ...report } = { ...NOTHING, ...changes };
    const values = [key.budget, key.holder, JSON.stringify(report)];
    return query<object>(database.url, 'SELECT * FROM exchange_rate_slice($1, $2, $3)', values);
  };

  it('is counted with the others, in hand and ended', async () => {
    await expect(oldAsk({ want: 6 })).resolves.toMatchObject([{ seq: 1, granted: 6 }]);
    await expect(ask()).resolves.toMatchObject({ recent: 6 });
    await oldAsk({ seq: 1, spent: 4, returned: 1 });
    await expect(ask()).resolves.toMatchObject({ recent: 5 });
    await change(`holdings = '{}'`);
    await expect(ask()).resolves.toMatchObject({ recent: 4 });
  });
});
