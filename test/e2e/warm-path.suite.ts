import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { RunRecorder } from '../../src/actions/runs/run-recorder.js';
import { Stage } from '../support/service.js';

/** Statements that this process sends while `work` runs, but for the heartbeat and the background's look-outs. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls
      .map(([first]) => textOf(first))
      .filter((text) => !/pg_notify|FROM (list_|due_)|pgboss/.test(text));
  } finally {
    spy.mockRestore();
  }
}

const textOf = (first: unknown) => (typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text')));

describe('database round trips on a warm connection', () => {
  let stage: Stage;
  let userId: string;
  beforeAll(async () => {
    stage = await Stage.set();
    userId = (await stage.org.state()).seeded.users.active;
    await stage.output('get-user', { userId });
    await stage.output('suspend-user', { userId });
    await stage.service.app.get(RunRecorder).flush();
  });
  afterAll(() => stage.strike());

  it('none for get-user', async () => {
    const statements = await statementsOf(async () => stage.output('get-user', { userId }));
    expect(statements.filter((text) => !text.includes('INSERT INTO run'))).toEqual([]);
    expect(statements.length).toBeLessThanOrEqual(1);
  });

  it('two for unsuspend-user: recorded before it is sent, and after', async () => {
    await stage.service.app.get(RunRecorder).flush();
    const statements = await statementsOf(async () => stage.output('unsuspend-user', { userId }));
    expect(statements.map((text) => /INSERT INTO run\b/.test(text))).toEqual([true, true]);
  });

  it('two with an idempotency key, too, and the key is in both', async () => {
    const keyed = (key: string) => stage.run('suspend-user', { userId }, { headers: { 'idempotency-key': key } });
    await keyed('warms the data key');
    await stage.output('unsuspend-user', { userId });
    await stage.service.app.get(RunRecorder).flush();
    const statements = await statementsOf(async () => keyed('counted'));
    expect(statements.filter((text) => !text.includes('INSERT INTO idempotency_key'))).toEqual([]);
    expect(statements).toHaveLength(2);
    await stage.output('unsuspend-user', { userId });
    await stage.service.app.get(RunRecorder).flush();
  });

  it('a read that is not warm does ask the database, so the count counts', async () => {
    const body = { readOnly: true };
    await stage.service.send('PATCH', `/v1/connections/${stage.connectionId}`, { body });
    expect((await statementsOf(async () => stage.output('get-user', { userId }))).length).toBeGreaterThan(1);
  });
});
