import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../core/database/tenant-transaction.js';
import { SigningSecretRepository, type SecretOwner } from './signing-secret.repository.js';

const SECRET_BYTES = 32;

/** How long the old secret signs beside the new one. */
const OVERLAP_HOURS = 24;

/** A new secret as Standard Webhooks writes it. */
const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

/** What deliveries are signed with. A secret is told once: when it is made. */
@Injectable()
export class SigningSecrets {
  constructor(
    private readonly database: TenantDatabase,
    private readonly secrets: SigningSecretRepository,
  ) {}

  /** `whsec_…`, the current one first, then the one before while it still signs. */
  live(owner: SecretOwner): Promise<string[]> {
    return this.database.transaction(owner.tenantId, () => this.secrets.live(owner));
  }

  /** The first secret of a subscription. Call it in the transaction that makes the subscription. */
  async create(owner: SecretOwner): Promise<string> {
    const plaintext = newSecret();
    await this.secrets.put(owner, { slot: 'current', plaintext });
    return plaintext;
  }

  /**
   * Makes a new secret; the one before signs too for a day, and one that is older ends. Call it in a transaction that
   * holds the subscription.
   */
  async rotate(owner: SecretOwner): Promise<string> {
    const [current] = await this.secrets.live(owner);
    if (current !== undefined) {
      await this.secrets.put(owner, { slot: 'previous', plaintext: current, lifeHours: OVERLAP_HOURS });
    }
    return this.create(owner);
  }
}
