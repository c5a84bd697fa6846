import { Webhook } from 'standardwebhooks';
import { ConnectorError } from '../core/errors.js';

/** Makes the headers that Standard Webhooks asks for (https://www.standardwebhooks.com). */
export type SignDelivery = (webhookId: string, at: Date, body: string) => Record<string, string>;

/**
 * Signs with every secret, so that a receiver may know either while one is changed. The keys are parsed once.
 * @throws ConnectorError `internal_error` where there is none
 */
export function signerOf(secrets: readonly string[]): SignDelivery {
  if (secrets.length === 0) {
    throw new ConnectorError('internal_error', 'The subscription has no signing secret. Rotate its secret.');
  }
  const signers = secrets.map((secret) => new Webhook(secret));
  return (webhookId, at, body) => ({
    'webhook-id': webhookId,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': signers.map((signer) => signer.sign(webhookId, at, body)).join(' '),
  });
}
