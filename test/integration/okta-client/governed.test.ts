import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectorError } from '../../../src/core/errors.js';
import type { Attempt, Permit, RateGovernor } from '../../../src/okta/limits/rate-governor.js';
import type { ExchangeResult } from '../../../src/okta/exchange.js';
import type { Authorizer } from '../../../src/okta/okta-request.js';
import { ClientScene, GET, POST } from './client-scene.js';
import { error, ok, resetConnection } from './fault-server.js';

let scene: ClientScene;
beforeEach(async () => {
  scene = await ClientScene.start();
});
afterEach(() => scene.stop());

/** Lets everything through, or nothing, and notes what it hears. */
class NotingGovernor implements Pick<RateGovernor, 'admit'> {
  readonly attempts: Attempt[] = [];
  readonly results: (ExchangeResult | undefined)[] = [];
  refusal: ConnectorError | undefined;

  async admit(attempt: Attempt): Promise<Permit> {
    this.attempts.push(attempt);
    if (this.refusal) throw this.refusal;
    return { settle: (result) => void this.results.push(result) };
  }
}

describe('OktaClient with a governor', () => {
  it('asks once for each attempt, and says what came of it', async () => {
    const governor = new NotingGovernor();
    scene.okta.plays(error(429, 'E0000047'), ok);
    await scene.send(GET, { governor });
    expect(governor.attempts.map(({ method, target, priority }) => [method, target, priority])).toEqual([
      ['GET', GET.target, 'single'],
      ['GET', GET.target, 'single'],
    ]);
    expect(governor.results).toMatchObject([{ status: 429 }, { status: 200 }]);
  });

  it('hands on the account of the credentials and the priority', async () => {
    const governor = new NotingGovernor();
    scene.okta.plays(ok);
    const usage = { tenantId: 'acme', connectionId: 'con_1', principal: 'app 0oa1', share: 0.5 };
    const client = scene.client({ governor });
    await client.send(scene.okta.org, GET, { ...scene.authorizer, usage }, { priority: 'bulk' });
    expect(governor.attempts[0]).toMatchObject({ account: usage, priority: 'bulk', origin: scene.okta.origin });
  });

  it('says how long credentials held the call up, also those made anew, and nothing of other waits', async () => {
    const governor = new NotingGovernor();
    let now = 0;
    const authorizer: Authorizer = {
      authorize: async () => {
        now += 100;
        return {};
      },
      refused: async () => {
        now += 1_000;
        return true;
      },
    };
    const client = scene.client({ governor, monotonic: () => now });
    scene.okta.plays(error(401, 'E0000011'), ok, error(429, 'E0000047'), ok);
    await client.send(scene.okta.org, GET, authorizer);
    await client.send(scene.okta.org, GET, authorizer);
    expect(governor.attempts.map(({ heldUpMs }) => heldUpMs)).toEqual([100, 1_200, 100, 0]);
  });

  it('sends nothing without leave, and tries no other time', async () => {
    const governor = new NotingGovernor();
    governor.refusal = new ConnectorError('too_many_requests', 'No.', { retryAfterSeconds: 7 });
    expect(await scene.failure(GET, { governor })).toBe(governor.refusal);
    expect([governor.attempts.length, scene.okta.seen.length]).toEqual([1, 0]);
  });

  it('settles what was lost', async () => {
    const governor = new NotingGovernor();
    scene.okta.plays(resetConnection);
    await scene.failure(POST, { governor });
    expect(governor.results).toMatchObject([{ kind: 'failure', sent: true }]);
  });

  it('settles what an open circuit did not let through', async () => {
    const governor = new NotingGovernor();
    scene.okta.plays(resetConnection);
    const client = scene.client({ governor, breaker: { failures: 1 } });
    const send = () => client.send(scene.okta.org, POST, scene.authorizer).catch(() => undefined);
    await send();
    await send();
    expect([governor.results.length, governor.results[1], scene.okta.seen.length]).toEqual([2, undefined, 1]);
  });
});
