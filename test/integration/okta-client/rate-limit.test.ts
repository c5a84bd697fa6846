import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientScene, GET, POST } from './client-scene.js';
import { error, ok } from './fault-server.js';

let scene: ClientScene;

beforeEach(async () => {
  scene = await ClientScene.start();
});

afterEach(async () => scene.stop());

/** Both in seconds since 1970. */
const limited = (reset: number, date: number) =>
  error(429, 'E0000047', {
    'x-rate-limit-limit': '600',
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': String(reset),
    date: new Date(date * 1_000).toUTCString(),
    'x-okta-request-id': 'req-429',
  });

describe('OktaClient waits for the rate limit', () => {
  it.each([
    ['GET', GET],
    ['POST', POST],
  ])('and sends the %s again, with new credentials', async (_, request) => {
    scene.okta.plays(limited(1_000, 990), ok);
    const answer = await scene.send(request);
    expect([answer.attempts, scene.sleeps]).toEqual([2, [11_000]]);
    expect(scene.okta.seen.map(({ headers }) => headers.authorization)).toEqual(['SSWS token-1', 'SSWS token-2']);
    expect(scene.okta.seen[1]?.headers).toMatchObject({ 'x-okta-retry-for': 'req-429', 'x-okta-retry-count': '1' });
  });

  it('and names the first attempt in every later one', async () => {
    const limits = ['req-a', 'req-b'].map((id) => error(429, 'E0000047', { 'x-okta-request-id': id }));
    scene.okta.plays(...limits, ok);
    await scene.send(GET);
    const retries = scene.okta.seen.map(({ headers }) => [headers['x-okta-retry-for'], headers['x-okta-retry-count']]);
    expect(retries).toEqual([
      [undefined, undefined],
      ['req-a', '1'],
      ['req-a', '2'],
    ]);
  });

  it('but not beyond its budget: the caller hears how long', async () => {
    scene.okta.plays(limited(1_000, 960));
    const rateLimited = await scene.failure(GET);
    expect(rateLimited).toMatchObject({ code: 'okta_rate_limited', details: { retryAfterSeconds: 41 } });
    expect([scene.okta.seen.length, scene.sleeps]).toEqual([1, []]);
  });

  it('and adds up all waits', async () => {
    scene.okta.plays(limited(1_000, 990));
    expect((await scene.failure(GET)).code).toBe('okta_rate_limited');
    expect(scene.sleeps).toEqual([11_000, 11_000]);
  });

  it('without Reset with a growing wait', async () => {
    scene.okta.plays(error(429, 'E0000047'), error(429, 'E0000047'), ok);
    await expect(scene.send(GET)).resolves.toMatchObject({ attempts: 3 });
    expect(scene.sleeps).toEqual([750, 1_500]);
  });

  it('shortly where too many calls run at once', async () => {
    const headers = { 'x-rate-limit-limit': '0', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '99999999' };
    scene.okta.plays(error(429, 'E0000047', headers), ok);
    await expect(scene.send(GET)).resolves.toMatchObject({ attempts: 2 });
    expect(scene.sleeps).toEqual([750]);
  });

  it('never by itself for text messages', async () => {
    scene.okta.plays(error(429, 'E0000109'), ok);
    expect(await scene.failure(POST)).toMatchObject({ code: 'okta_rate_limited', details: { retryAfterSeconds: 30 } });
    expect(scene.okta.seen).toHaveLength(1);
  });
});
