import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../../core/errors.js';
import { SecretBox } from '../../tokens/secret-box.js';
import type { Subscription } from '../../triggers/subscriptions/subscription.js';

type Owner = Pick<Subscription, 'tenantId' | 'id' | 'connectionId'>;

const SEALED = /^(\d{1,10})\.([A-Za-z0-9_-]{20,200})$/;

/** Seals how far a subscription was pulled into the opaque cursor that callers see. */
@Injectable()
export class PullCursor {
  constructor(private readonly box: SecretBox) {}

  async seal(owner: Owner, sequence: number): Promise<string> {
    const { keyVersion, ciphertext } = await this.box.seal({ ...place(owner), plaintext: String(sequence) });
    return `${keyVersion}.${ciphertext.toString('base64url')}`;
  }

  /** @throws ConnectorError `invalid_input` when it was altered, or belongs to another subscription */
  async open(owner: Owner, cursor: string): Promise<number> {
    const [, version, sealed] = SEALED.exec(cursor) ?? [];
    const ciphertext = Buffer.from(sealed ?? '', 'base64url');
    const text = sealed && (await this.box.tryOpen({ ...place(owner), keyVersion: Number(version), ciphertext }));
    if (text === undefined || text === '') throw invalidCursor();
    return Number(text);
  }
}

function place({ tenantId, connectionId, id }: Owner) {
  return { tenantId, connectionId, field: `pull:${id}` };
}

function invalidCursor(): ConnectorError {
  const detail =
    'The cursor is not one that this subscription gave. Leave it out to go on from what was acknowledged last.';
  return new ConnectorError('invalid_input', detail, {
    errors: [{ pointer: '/cursor', message: 'is not a cursor of this subscription' }],
  });
}
