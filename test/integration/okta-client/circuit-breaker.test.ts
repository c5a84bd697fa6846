import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { ClientScene, POST } from './client-scene.js';
import { ok, error, resetConnection, FaultServer } from './fault-server.js';

let scene: ClientScene;

beforeEach(async () => {
  scene = await ClientScene.start();
});

afterEach(async () => scene.stop());

describe("OktaClient's circuit breaker", () => {
  const started = Date.now();
  /** Sets the wall clock, which the breaker reads. */
  const passTime = (ms: number) => void jest.spyOn(Date, 'now').mockReturnValue(started + ms);

  beforeEach(() => passTime(0));
  afterEach(() => void jest.restoreAllMocks());

  it('opens after failures in a row, answers at once, and closes when the org is back', async () => {
    const client = scene.client({ breaker: { failures: 3, openForMs: 10_000 } });
    const call = async () =>
      client.send(scene.okta.org, POST, scene.authorize).then(
        ({ status }) => status,
        ({ code }) => code,
      );
    scene.okta.plays(resetConnection);
    expect([await call(), await call(), await call()]).toEqual([
      'outcome_unknown',
      'outcome_unknown',
      'outcome_unknown',
    ]);
    expect([await call(), await call()]).toEqual(['okta_unavailable', 'okta_unavailable']);
    expect(scene.okta.seen).toHaveLength(3);
    scene.okta.plays(ok);
    passTime(9_000);
    expect(await call()).toBe('okta_unavailable');
    passTime(11_000);
    expect([await call(), await call()]).toEqual([200, 200]);
  });

  it('says when to try again', async () => {
    const client = scene.client({ breaker: { failures: 1, openForMs: 10_000 } });
    scene.okta.plays(resetConnection);
    await expect(client.send(scene.okta.org, POST, scene.authorize)).rejects.toMatchObject({ code: 'outcome_unknown' });
    await expect(client.send(scene.okta.org, POST, scene.authorize)).rejects.toMatchObject({
      code: 'okta_unavailable',
      details: { retryAfterSeconds: 10 },
    });
  });

  it('lets one call try while the others still fail at once', async () => {
    const client = scene.client({ breaker: { failures: 1 } });
    scene.okta.plays(resetConnection);
    await expect(client.send(scene.okta.org, POST, scene.authorize)).rejects.toMatchObject({ code: 'outcome_unknown' });
    passTime(11_000);
    scene.okta.plays((response) => setImmediate(() => ok(response, response.req)));
    const outcomes = await Promise.allSettled([1, 2, 3].map(async () => client.send(scene.okta.org, POST, scene.authorize)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it.each([
    ['404', error(404, 'E0000007')],
    ['429', error(429, 'E0000109')],
    ['500', error(500, 'E0000009')],
  ])('does not count %s: the org answers', async (_, respond) => {
    const client = scene.client({ breaker: { failures: 1 } });
    scene.okta.plays(respond);
    for (let call = 0; call < 3; call += 1) await client.send(scene.okta.org, POST, scene.authorize).catch(() => undefined);
    expect(scene.okta.seen).toHaveLength(3);
  });

  it('keeps orgs apart', async () => {
    const other = await FaultServer.start();
    await guard.close();
    guard = new EgressGuard({ trustedOrigins: [scene.okta.origin, other.origin] });
    const client = scene.client({ breaker: { failures: 1 } });
    scene.okta.plays(resetConnection);
    other.plays(ok);
    await client.send(scene.okta.org, POST, scene.authorize).catch(() => undefined);
    await expect(client.send(other.org, POST, scene.authorize)).resolves.toMatchObject({ status: 200 });
    await other.stop();
  });
});
