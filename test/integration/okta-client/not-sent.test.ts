import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectorError } from '../../../src/core/errors.js';
import { EgressGuard, type ResolveHost } from '../../../src/okta/egress-guard.js';
import type { OktaOrg } from '../../../src/okta/okta-request.js';
import { ClientScene, GET, POST, until } from './client-scene.js';
import { error, FaultServer, hang, ok } from './fault-server.js';

let scene: ClientScene;

beforeEach(async () => {
  scene = await ClientScene.start();
});

afterEach(async () => scene.stop());

const atHome: ResolveHost = (_, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]);

const noCredentials = async () => {
  throw new ConnectorError('reauthorization_required', 'Reconnect.');
};

/** An org whose port nobody listens on any more. */
async function orgThatIsDown(): Promise<OktaOrg> {
  const gone = await FaultServer.start();
  const { org } = gone;
  await gone.stop();
  await scene.replaceGuard(new EgressGuard({ trustedOrigins: [org.origin] }));
  return org;
}

describe('OktaClient, when the request was never sent,', () => {
  it('tries again, a POST too, and says that Okta cannot be reached', async () => {
    const org = await orgThatIsDown();
    expect(await scene.failure(POST, { org })).toMatchObject({ code: 'okta_unavailable', retryable: true });
    expect(scene.attempts).toBe(8);
    expect(scene.sleeps).toEqual([125, 250, 500, 1_000, 2_000, 2_000, 2_000]);
  });

  it('stays within its budget', async () => {
    const org = await orgThatIsDown();
    expect((await scene.failure(POST, { org, totalTimeoutMs: 3_000 })).code).toBe('okta_unavailable');
    expect(scene.sleeps).toEqual([125, 250, 500, 1_000]);
  });

  it('leaves a host that does not lie on public addresses alone', async () => {
    await scene.replaceGuard(new EgressGuard({ resolve: atHome }));
    const org = { origin: 'https://acme.okta.com', linkHosts: [] };
    const client = scene.client({ breaker: { failures: 1 } });
    const refused = { code: 'url_not_allowed' };
    await expect(client.send(org, GET, scene.authorizer)).rejects.toMatchObject(refused);
    await expect(client.send(org, GET, scene.authorizer)).rejects.toMatchObject(refused);
    expect([scene.attempts, scene.sleeps]).toEqual([2, []]);
  });

  it('waits for a free connection no longer than its deadline, and does not call that an unknown outcome', async () => {
    scene.okta.plays(hang);
    const giveUp = new AbortController();
    const busy = Array.from({ length: 25 }, async () => scene.failure(POST, { signal: giveUp.signal }));
    await until(() => scene.okta.seen.length === 25);
    expect((await scene.failure(POST, { totalTimeoutMs: 50 })).code).toBe('okta_timeout');
    giveUp.abort();
    expect((await Promise.all(busy)).map(({ code }) => code)).toEqual(busy.map(() => 'outcome_unknown'));
    expect(scene.okta.seen).toHaveLength(25);
  });

  it('does not send once the credentials took all the time', async () => {
    scene.okta.plays(ok);
    const authorize = async () => {
      scene.sleeps.push(30_000);
      return {};
    };
    expect((await scene.failure(POST, { authorizer: { authorize } })).code).toBe('okta_timeout');
    expect(scene.okta.seen).toHaveLength(0);
  });

  it('passes on why there are no credentials', async () => {
    expect((await scene.failure(GET, { authorizer: { authorize: noCredentials } })).code).toBe(
      'reauthorization_required',
    );
  });
});

describe('OktaClient, when the caller gives up,', () => {
  it('ends at once', async () => {
    const giveUp = new AbortController();
    scene.okta.plays(() => giveUp.abort());
    expect((await scene.failure(GET, { signal: giveUp.signal })).code).toBe('okta_timeout');
    expect(scene.okta.seen).toHaveLength(1);
  });

  it('says that the outcome of a POST on its way is unknown', async () => {
    const giveUp = new AbortController();
    scene.okta.plays(() => giveUp.abort());
    expect((await scene.failure(POST, { signal: giveUp.signal })).code).toBe('outcome_unknown');
  });

  it('sends nothing when that was before', async () => {
    scene.okta.plays(ok);
    expect((await scene.failure(POST, { signal: AbortSignal.abort() })).code).toBe('okta_timeout');
    await scene.send(GET);
    expect(scene.okta.seen.map(({ method }) => method)).toEqual(['GET']);
  });

  it('does not wait for the rate limit', async () => {
    const giveUp = new AbortController();
    scene.okta.plays(error(429, 'E0000047'), ok);
    const sleep = async (_: number, signal: AbortSignal | undefined) => {
      giveUp.abort();
      signal?.throwIfAborted();
    };
    expect((await scene.failure(GET, { signal: giveUp.signal, sleep })).code).toBe('okta_rate_limited');
    expect(scene.okta.seen).toHaveLength(1);
  });
});
