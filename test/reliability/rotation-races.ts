import { KeyRotation } from '../../src/tokens/key-rotation.ts';
import { SealedTokensRepository } from '../../src/tokens/oauth/sealed-tokens.repository.ts';
import type { StoredSecret } from '../../src/tokens/sealed-secrets.repository.ts';
import type { SealedSecret } from '../../src/tokens/secret-box.ts';
import type { TenantId } from '../../src/core/tenant-id.ts';
import { openSecrets } from './connection-crowd.ts';

/** The tokens as the rotation sees them; between reading and writing, something comes to pass. */
class RacedTokens extends SealedTokensRepository {
  between: () => Promise<void> = async () => undefined;

  override async listSealedBefore(tenant: TenantId, keyVersion: number): Promise<StoredSecret[]> {
    const found = await super.listSealedBefore(tenant, keyVersion);
    if (found.length > 0) await this.between();
    return found;
  }
}

/** Writes over whatever is there. */
class BlindTokens extends RacedTokens {
  constructor(private readonly blindly: ConstructorParameters<typeof SealedTokensRepository>[0]) {
    super(blindly);
  }

  override async reseal(
    tenant: TenantId,
    { connectionId, field }: StoredSecret,
    sealed: SealedSecret,
  ): Promise<boolean> {
    const column = field === 'refreshToken' ? 'refresh' : 'access';
    await this.blindly
      .manager()
      .query(
        `UPDATE oauth_token SET ${column}_token_enc = $3, ${column}_key_version = $4 WHERE tenant_id = $1 AND connection_id = $2`,
        [tenant, connectionId, sealed.ciphertext, sealed.keyVersion],
      );
    return true;
  }
}

export interface Races {
  databaseUrl: string;
  keys: string;
  rounds: number;
  comparison: 'compared' | 'blind';
}

/** Rotations in this process, each of which is overtaken between reading a token and writing it. */
export async function raceRotations(
  { databaseUrl, keys, rounds, comparison }: Races,
  between: () => Promise<void>,
): Promise<void> {
  const parts = await openSecrets(databaseUrl, keys);
  const tokens = new (comparison === 'compared' ? RacedTokens : BlindTokens)(parts.database);
  const rotation = new KeyRotation({ ...parts, sealed: [tokens] });
  tokens.between = between;
  try {
    for (let round = 0; round < rounds; round += 1) {
      for await (const { error } of rotation.renewDataKeys(0)) if (error !== undefined) throw error;
    }
  } finally {
    await parts.close();
  }
}
