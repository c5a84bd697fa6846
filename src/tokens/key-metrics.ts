import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { FreshReading } from '../core/telemetry/fresh-reading.js';
import { gauge, Watch } from '../core/telemetry/meter.js';
import { EncryptionKeyRepository, type KeyUsage } from './encryption-key.repository.js';
import { KEY_PROVIDER, type KeyProvider } from './key-provider.js';

const usage = gauge({
  name: 'okta_connector_encryption_key_usage',
  description: "Tenants' data keys by the key that wraps them",
});

/** Whether a rotation is finished, and whether a key is missing; shared by all replicas that work. */
@Injectable()
export class KeyMetrics implements OnModuleInit, OnModuleDestroy {
  readonly #watch = new Watch();
  readonly #reading: FreshReading<KeyUsage[]>;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'role'>,
    @Inject(KEY_PROVIDER) private readonly provider: KeyProvider,
    keys: EncryptionKeyRepository,
  ) {
    this.#reading = new FreshReading(() => keys.usage());
  }

  onModuleInit(): void {
    if (this.config.role === 'api') return;
    this.#watch.on(usage, async (result) => {
      const found = await this.#reading.latest();
      if (!found) return;
      const counts = { newest: 0, older: 0, notConfigured: 0 };
      for (const { kekId, keys } of found) counts[this.#stateOf(kekId)] += keys;
      for (const [state, count] of Object.entries(counts)) result.observe(count, { state });
    });
  }

  onModuleDestroy(): void {
    this.#watch.end();
  }

  #stateOf(keyId: string): 'newest' | 'older' | 'notConfigured' {
    if (keyId === this.provider.currentKeyId) return 'newest';
    return this.provider.knows(keyId) ? 'older' : 'notConfigured';
  }
}
