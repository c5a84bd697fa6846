import { Controller, Get, Injectable, Module, Param, Post } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OVERLOAD_LIMITS } from '../../src/core/http/overload-limits.js';
import { RequestsInFlight } from '../../src/core/http/requests-in-flight.js';
import { startShell, type ShellApp } from '../support/shell-app.js';

const MOST = 3;

describe('overload', () => {
  const given = structuredClone(OVERLOAD_LIMITS);
  let shell: ShellApp;
  let release: PromiseWithResolvers<void>;
  let served: string[];

  /** Whatever comes before the handler of an ordinary request, such as the check of a token, has not run without it. */
  @Injectable()
  @Controller()
  class HeldController {
    @Get('held/:id')
    async held(@Param('id') id: string) {
      served.push(id);
      await release.promise;
      return { id };
    }

    @Post('hooks/okta/:id')
    hook(@Param('id') id: string) {
      served.push(id);
      return { id };
    }

    @Get('livez')
    live() {
      return { status: 'ok' };
    }
  }

  @Module({ controllers: [HeldController] })
  class HeldModule {}

  beforeEach(async () => {
    served = [];
    release = Promise.withResolvers();
    for (const limits of Object.values(OVERLOAD_LIMITS.lanes)) Object.assign(limits, { most: MOST, least: MOST });
    shell = await startShell([HeldModule]);
  });

  afterEach(async () => {
    release.resolve();
    await shell.close();
    for (const [lane, limits] of Object.entries(given.lanes))
      Object.assign(OVERLOAD_LIMITS.lanes[lane as keyof typeof given.lanes], limits);
  });

  const get = (path: string, init: RequestInit = {}) => fetch(`${shell.url}${path}`, init);
  const inFlight = () => shell.app.get(RequestsInFlight);

  async function fill(path = '/held/first'): Promise<Promise<Response>[]> {
    const held = Array.from({ length: MOST }, () => get(path));
    while (served.length < MOST) await new Promise(setImmediate);
    return held;
  }

  test('who is too many gets a problem to come again, while the others are still served', async () => {
    const held = await fill();
    const refused = await get('/held/late');
    expect(refused.status).toBe(503);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'retry-after': '2',
      'x-request-id': expect.any(String),
      'x-content-type-options': 'nosniff',
    });
    expect(await refused.json()).toMatchObject({
      type: expect.stringMatching(/\/docs\/errors#overloaded$/),
      code: 'overloaded',
      status: 503,
      retryable: true,
      retryAfterSeconds: 2,
      instance: '/held/late',
    });
    release.resolve();
    const answers = await Promise.all(held);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(served).not.toContain('late');
  });

  test('all is as ever when they are answered', async () => {
    const held = await fill();
    expect((await get('/held/late')).status).toBe(503);
    release.resolve();
    await Promise.all(held.map(async (answer) => (await answer).text()));
    while (inFlight().total > 0) await new Promise(setImmediate);
    expect((await get('/held/again')).status).toBe(200);
  });

  test('probes, hooks, long polls and people have lanes of their own', async () => {
    const held = await fill();
    expect((await get('/livez')).status).toBe(200);
    expect((await get('/hooks/okta/1', { method: 'POST' })).status).toBe(201);
    const waiting = get('/held/waiting?wait=20');
    const person = get('/oauth/callback');
    expect((await person).status).toBe(404);
    while (!served.includes('waiting')) await new Promise(setImmediate);
    expect([inFlight().of('ordinary'), inFlight().of('wait')]).toEqual([MOST, 1]);
    release.resolve();
    await Promise.all([...held, waiting]);
  });

  test('too many long polls do not turn away what is short', async () => {
    const held = await fill('/held/first?wait=20');
    expect((await get('/held/late?wait=20')).status).toBe(503);
    const short = get('/held/short');
    while (!served.includes('short')) await new Promise(setImmediate);
    release.resolve();
    expect((await short).status).toBe(200);
    await Promise.all(held);
  });

  test('a hook that is too many gets 503, whatever is wrong with it besides', async () => {
    inFlight().enter('hook');
    inFlight().enter('hook');
    inFlight().enter('hook');
    const refused = await get('/hooks/okta/nobody', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect(refused.status).toBe(503);
    expect((await get('/livez')).status).toBe(200);
  });

  test('who hangs up makes room', async () => {
    const hangingUp = new AbortController();
    const gone = get('/held/gone', { signal: hangingUp.signal }).catch(() => 'gone');
    while (inFlight().total === 0) await new Promise(setImmediate);
    hangingUp.abort();
    expect(await gone).toBe('gone');
    while (inFlight().total > 0) await new Promise(setImmediate);
    expect(inFlight().of('ordinary')).toBe(0);
  });

  test('there is one line for many, not one for each', async () => {
    const held = await fill();
    for (let count = 0; count < 5; count += 1) await get('/held/late');
    release.resolve();
    await Promise.all(held);
    expect(shell.requests().filter(({ status }) => status === 503)).toEqual([]);
    const told = shell
      .log()
      .split('\n')
      .filter((line) => line.includes('requests are turned away'));
    expect(told).toHaveLength(1);
    expect(JSON.parse(told[0] ?? '')).toMatchObject({ level: 'warn', lane: 'ordinary', turnedAway: 1 });
  });

  test('the control: without limits everybody is let in', async () => {
    await shell.close();
    for (const limits of Object.values(OVERLOAD_LIMITS.lanes)) limits.most = Infinity;
    shell = await startShell([HeldModule]);
    const held = await fill();
    const late = get('/held/late');
    while (!served.includes('late')) await new Promise(setImmediate);
    release.resolve();
    expect((await late).status).toBe(200);
    await Promise.all(held);
  });
});
