import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectorError } from '../../../src/core/errors.js';
import { EgressGuard } from '../../../src/okta/egress-guard.js';
import { ClientScene, GET, POST, until } from './client-scene.js';
import { ok, error, hang } from './fault-server.js';

let scene: ClientScene;

beforeEach(async () => {
  scene = await ClientScene.start();
});

afterEach(async () => scene.stop());

describe('OktaClient, when the request was never sent,', () => {
  const refused = (): OktaOrg => ({ origin: 'http://127.0.0.1:1', linkHosts: ['127.0.0.1:1'] });
  const toNowhere = async (options: OktaClientOptions = {}) => {
    await guard.close();
    guard = new EgressGuard({ trustedOrigins: [scene.okta.origin, 'http://127.0.0.1:1'] });
    return scene.client(options);
  };

  it('tries again, a POST too, and says that Okta cannot be reached', async () => {
    const client = await toNowhere();
    await expect(client.send(refused(), POST, scene.authorize)).rejects.toMatchObject({
      code: 'okta_unavailable',
      retryable: true,
    });
    expect(scene.attempts).toBe(8);
    expect(scene.sleeps).toEqual([125, 250, 500, 1_000, 2_000, 2_000, 2_000]);
  });

  it('stays within its budget', async () => {
    const client = await toNowhere({ totalTimeoutMs: 1_000 });
    await expect(client.send(refused(), POST, scene.authorize)).rejects.toMatchObject({ code: 'okta_unavailable' });
    expect(scene.sleeps).toEqual([125, 250, 500]);
  });

  it('leaves a host that does not lie on public addresses alone', async () => {
    await guard.close();
    guard = new EgressGuard({ resolve: (_, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]) });
    const org = { origin: 'https://acme.okta.com', linkHosts: [] };
    await expect(scene.client().send(org, GET, scene.authorize)).rejects.toMatchObject({ code: 'url_not_allowed' });
    expect(scene.attempts).toBe(1);
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
    const slow: Authorize = async () => {
      scene.sleeps.push(30_000);
      return {};
    };
    await expect(scene.client().send(scene.okta.org, POST, slow)).rejects.toMatchObject({ code: 'okta_timeout' });
    expect(scene.okta.seen).toHaveLength(0);
  });

  it('passes on why there are no credentials', async () => {
    const none: Authorize = async () => {
      throw new ConnectorError('reauthorization_required', 'Reconnect.');
    };
    await expect(scene.client().send(scene.okta.org, GET, none)).rejects.toMatchObject({ code: 'reauthorization_required' });
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
    expect(scene.okta.seen).toHaveLength(0);
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

