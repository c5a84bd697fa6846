import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RunRecorder } from '../../src/actions/runs/run-recorder.js';
import { Stage } from '../support/service.js';

const USERS = 450;

describe('a list as NDJSON', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.set({ users: USERS });
  });
  afterAll(() => stage.strike());

  const stream = async (actionId: string, input: object) => {
    const answer = await stage.run(actionId, input, { headers: { accept: 'application/x-ndjson' } });
    return {
      ...answer,
      lines: answer.text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    };
  };

  it('gives every item of every page once, and ends with the count', async () => {
    const { status, headers, lines } = await stream('list-users', {});
    expect([status, headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const end = lines.pop();
    expect(end).toEqual({ end: true, count: lines.length });
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThanOrEqual(USERS);
  });

  it('streams composites too', async () => {
    const { seeded } = await stage.org.state();
    const { lines } = await stream('list-user-applications', { userId: seeded.users.active });
    expect(lines.at(-1)).toMatchObject({ end: true });
  });

  it('ends the System Log too, whose polling form always has a next link', async () => {
    const { lines } = await stream('search-system-log', { sortOrder: 'ASCENDING', limit: 100 });
    expect(lines.at(-1)).toEqual({ end: true, count: lines.length - 1 });
  });

  it('answers an ordinary problem when the first page is refused', async () => {
    const { status, body } = await stream('list-group-members', { groupId: '00gnone' });
    expect([status, body.code]).toEqual([404, 'okta_not_found']);
  });

  it('ends with the problem when a later page fails', async () => {
    await stage.org.faults.add({
      method: 'GET',
      path: '^/api/v1/users$',
      skip: 2,
      kind: 'status',
      status: 403,
      body: '{"errorCode":"E0000006","errorSummary":"no","errorCauses":[]}',
    });
    const { status, lines } = await stream('list-users', {});
    await stage.org.faults.clear();
    expect(status).toBe(200);
    expect(lines).toHaveLength(401);
    expect(lines.at(-1)).toEqual({
      error: expect.objectContaining({ code: 'insufficient_role', status: 403, requestId: expect.any(String) }),
    });
  });

  it('stops reading from Okta when the caller leaves, and records the run as abandoned', async () => {
    await stage.org.faults.add({ method: 'GET', path: '^/api/v1/users$', kind: 'delay', delayMs: 100 });
    const controller = new AbortController();
    const response = await fetch(`${stage.service.baseUrl}/v1/connections/${stage.connectionId}/actions/list-users`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await stage.service.token()}`,
        'content-type': 'application/json',
        accept: 'application/x-ndjson',
      },
      body: JSON.stringify({ input: { limit: 1 } }),
      signal: controller.signal,
    });
    await response.body?.getReader().read();
    controller.abort();
    const recorder = stage.service.app.get(RunRecorder);
    let status: string | undefined;
    while (status === undefined) {
      await recorder.flush();
      const { body } = await stage.service.send<{ data: { error: { code: string } | null }[] }>(
        'GET',
        '/v1/runs?actionId=list-users&limit=1&status=failed',
      );
      status = body.data.find(({ error }) => error?.code === 'abandoned')?.error?.code;
    }
    await stage.org.faults.clear();
    expect((await stage.org.requests()).filter(({ query }) => query['limit'] === '1').length).toBeLessThan(USERS / 2);
  });
});
