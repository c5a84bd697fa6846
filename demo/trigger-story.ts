import type { Connector } from './connector.ts';
import type { WebhookReceiver } from './webhook-receiver.ts';

/** The triggers of the demonstration, and how many events of each the story causes. */
const EXPECTED = { 'user-created': 1, 'user-added-to-group': 3, 'user-suspended': 1 };
const WAIT_SECONDS = 90;

/** A recipe subscribes to three triggers; from now on their events arrive at the receiver. */
export async function subscribe(connector: Connector, connectionId: string, receiver: WebhookReceiver): Promise<void> {
  for (const triggerId of Object.keys(EXPECTED)) {
    connector.title(`Subscribe to "${triggerId}"; the signing secret is shown this once`);
    const delivery = { type: 'webhook', url: receiver.urlFor(triggerId) };
    const path = `/v1/connections/${connectionId}/subscriptions`;
    const { status, body } = await connector.send('POST', path, { triggerId, delivery, startFrom: 'now' });
    connector.expect('the subscription is made', status, 201);
    receiver.trust(triggerId, (body as { signingSecret: string }).signingSecret);
  }
}

/** Every event of the story has arrived, signed; a webhook that somebody changed on the way is refused. */
export async function lookAtArrivals(connector: Connector, receiver: WebhookReceiver): Promise<void> {
  connector.title('What the recipe got while all this went on');
  for (const [triggerId, count] of Object.entries(EXPECTED)) {
    const arrivals = await receiver.waitFor(triggerId, count, WAIT_SECONDS);
    connector.note(`${triggerId}: ${arrivals.length}`);
    connector.expect(`events of ${triggerId}`, arrivals.length, count);
  }
  connector.expect('webhooks without a valid signature', receiver.refused, 0);

  connector.title('A webhook that somebody changed on the way is refused by the same verifier');
  const [genuine] = receiver.arrivals('user-suspended');
  if (!genuine) return;
  const forged = { ...genuine, text: genuine.text.replace('user.lifecycle.suspend', 'user.lifecycle.unsuspend') };
  connector.note(`as it came: ${verdict(receiver, genuine)}; changed: ${verdict(receiver, forged)}`);
  connector.expect('the change is noticed', verdict(receiver, forged), 'refused');
}

function verdict(receiver: WebhookReceiver, webhook: { text: string; headers: Record<string, string> }): string {
  return receiver.accepts('user-suspended', webhook) ? 'accepted' : 'refused';
}
