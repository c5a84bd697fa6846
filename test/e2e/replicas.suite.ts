import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Problem, Stage, TestService } from '../support/service.js';

describe('two replicas on one database', () => {
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

  const runOnOther = (actionId: string, input: object) =>
    other.send<Problem>('POST', `/v1/connections/${stage.connectionId}/actions/${actionId}`, { body: { input } });

  it('a connection made on one runs actions on the other, and a change on one is heard by the other', async () => {
    const { seeded } = await stage.org.state();
    const input = { userId: seeded.users.active };
    expect((await runOnOther('get-user', input)).status).toBe(200);
    await stage.service.send('POST', `/v1/connections/${stage.connectionId}/disable`);
    let answer = await runOnOther('get-user', input);
    while (answer.status === 200) answer = await runOnOther('get-user', input);
    expect(answer.body.code).toBe('connection_not_ready');
  });
});
