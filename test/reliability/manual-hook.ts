import { setTimeout as wait } from 'node:timers/promises';
import { EVENT_TYPES, type EventScene } from './event-scene.ts';
import type { HookTarget } from './hook-load.ts';

const ASK_EVERY_MS = 100;

/** A subscription to what the load sends, with a hook whose secret is shown because nobody but a person may enter it. */
export async function prepareHook(scene: EventScene, replicaUrl: string): Promise<HookTarget> {
  const { org, receiver } = scene;
  const auth = { type: 'apiToken', apiToken: org.apiToken };
  const domain = new URL(org.url).host;
  const connection = await scene.send<{ id: string }>('POST', '/v1/connections', {
    name: 'Acme',
    domain,
    auth,
    readOnly: true,
  });
  const path = `/v1/connections/${connection.id}/subscriptions`;
  const { id, signingSecret } = await scene.send<{ id: string; signingSecret: string }>('POST', path, {
    triggerId: 'new-event-realtime',
    params: { eventTypes: EVENT_TYPES },
    delivery: { type: 'webhook', url: receiver.url },
  });
  receiver.expectSecret(signingSecret);
  const setup = await untilSetup(scene, id);
  return { url: `${replicaUrl}${new URL(setup.url).pathname}`, secret: setup.secret };
}

async function untilSetup(scene: EventScene, subscriptionId: string): Promise<HookTarget> {
  for (let asked = 0; asked < 600; asked += 1) {
    const { hook } = await scene.send<{ hook: { setupRequired?: HookTarget } }>(
      'GET',
      `/v1/subscriptions/${subscriptionId}`,
    );
    if (hook.setupRequired) return hook.setupRequired;
    await wait(ASK_EVERY_MS);
  }
  throw new Error('There is no hook to be set up');
}
