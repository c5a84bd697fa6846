import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import type { OktaClient } from '../../../src/okta/okta-client.js';
import { ClientScene, POST } from './client-scene.js';
import { ok, error, resetConnection, FaultServer } from './fault-server.js';

let scene: ClientScene;

beforeEach(async () => {
  scene = await ClientScene.start();
});

afterEach(async () => scene.stop());

const send = async (client: OktaClient, org = scene.okta.org) => client.send(org, POST, scene.authorizer);

/** The status, or the code of the error. */
const outcome = async (client: OktaClient): Promise<unknown> =>
  send(client).then(
    ({ status }) => status,
    (thrown: unknown) => Reflect.get(Object(thrown), 'code'),
  );

describe("OktaClient's circuit breaker", () => {
  const started = Date.now();
  /** Sets the wall clock, which the breaker reads. */
  const passTime = (ms: number) => void jest.spyOn(Date, 'now').mockReturnValue(started + ms);

  beforeEach(() => passTime(0));
  afterEach(() => void jest.restoreAllMocks());

  it('opens after failures in a row, answers at once, and closes when the org is back', async () => {
    const client = scene.client({ breaker: { failures: 3, openForMs: 10_000 } });
    const call = async () => outcome(client);
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
    await expect(send(client)).rejects.toMatchObject({ code: 'outcome_unknown' });
    await expect(send(client)).rejects.toMatchObject({
      code: 'okta_unavailable',
      details: { retryAfterSeconds: 10 },
    });
  });

  it('lets one call try while the others still fail at once', async () => {
    const client = scene.client({ breaker: { failures: 1 } });
    scene.okta.plays(resetConnection);
    await expect(send(client)).rejects.toMatchObject({ code: 'outcome_unknown' });
    passTime(11_000);
    scene.okta.plays((response) => setImmediate(() => ok(response, response.req)));
    const outcomes = await Promise.allSettled([1, 2, 3].map(async () => send(client)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  });

  it.each([
    ['404', error(404, 'E0000007')],
    ['429', error(429, 'E0000109')],
    ['500', error(500, 'E0000009')],
  ])('does not count %s: the org answers', async (_, respond) => {
    const client = scene.client({ breaker: { failures: 1 } });
    scene.okta.plays(respond);
    await Promise.all([1, 2, 3].map(async () => outcome(client)));
    await outcome(client);
    expect(scene.okta.seen).toHaveLength(4);
  });

  it('keeps orgs apart', async () => {
    const other = await FaultServer.start();
    await scene.replaceGuard(new EgressGuard({ trustedOrigins: [scene.okta.origin, other.origin] }));
    const client = scene.client({ breaker: { failures: 1 } });
    scene.okta.plays(resetConnection);
    other.plays(ok);
    expect(await outcome(client)).toBe('outcome_unknown');
    await expect(send(client, other.org)).resolves.toMatchObject({ status: 200 });
    await other.stop();
  });
});
