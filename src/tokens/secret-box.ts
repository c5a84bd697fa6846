import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import type { TenantId } from '../core/tenant-id.js';
import { additionalData, open, seal } from './envelope.js';
import { TenantKeys, type DataKey } from './tenant-keys.service.js';

/** Where a sealed value belongs; it opens nowhere else. */
export interface SecretPlace {
  tenantId: TenantId;
  connectionId: string;
  /** The name of the secret, such as `apiToken`; `cursor:<actionId>` for a paging cursor. */
  field: string;
}

export interface SealedSecret {
  keyVersion: number;
  ciphertext: Buffer;
}

/** What a row holds of a sealed value that may not be there. */
export interface SealedColumns {
  keyVersion: number | null;
  ciphertext: Buffer | null;
}

/** Seals with the tenant's data key. Ciphertext is bound to tenant, connection, field and key version. */
@Injectable()
export class SecretBox {
  constructor(private readonly keys: TenantKeys) {}

  /** For values that are not stored in `connection_secret`. With a warm cache it does not ask the database. */
  async seal({ plaintext, ...place }: SecretPlace & { plaintext: string }): Promise<SealedSecret> {
    return this.sealWith(await this.keys.current(place.tenantId), { ...place, plaintext });
  }

  /** For a key at hand. */
  sealWith({ version, key }: DataKey, { plaintext, ...place }: SecretPlace & { plaintext: string }): SealedSecret {
    const aad = binding(place, version);
    return { keyVersion: version, ciphertext: seal({ key, plaintext: Buffer.from(plaintext, 'utf8'), aad }) };
  }

  /** @throws ConnectorError `internal_error`, without saying why, when it was altered or belongs elsewhere */
  async open(sealed: SecretPlace & SealedSecret): Promise<string> {
    const plaintext = await this.tryOpen(sealed);
    if (plaintext === undefined)
      throw new ConnectorError('internal_error', 'A stored secret cannot be opened. Enter the credentials again.');
    return plaintext;
  }

  /** `open` for what may not be there: undefined then. */
  async openColumns(place: SecretPlace, { keyVersion, ciphertext }: SealedColumns): Promise<string | undefined> {
    return ciphertext && keyVersion !== null ? this.open({ ...place, keyVersion, ciphertext }) : undefined;
  }

  /** The plaintext, or undefined when it was altered or belongs elsewhere: for what callers hand back to us. */
  async tryOpen({ keyVersion, ciphertext, ...place }: SecretPlace & SealedSecret): Promise<string | undefined> {
    const dataKey = await this.keys.find(place.tenantId, keyVersion);
    const aad = binding(place, keyVersion);
    return dataKey && open({ key: dataKey.key, sealed: ciphertext, aad })?.toString('utf8');
  }
}

function binding({ tenantId, connectionId, field }: SecretPlace, keyVersion: number): Buffer {
  return additionalData('secret', tenantId, connectionId, field, keyVersion);
}
