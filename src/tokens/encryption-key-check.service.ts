import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ConfigError } from '../core/config.js';
import { additionalData } from './envelope.js';
import { EncryptionKeyRepository, type KeyCheckValue } from './encryption-key.repository.js';
import { KEY_PROVIDER, type KeyProvider } from './key-provider.js';

const KNOWN_TEXT = Buffer.from('okta-connector key check');

/** Finds a wrong or missing key-encryption key when the service starts, not when the first secret is read. */
@Injectable()
export class EncryptionKeyCheck implements OnModuleInit {
  constructor(
    private readonly repository: EncryptionKeyRepository,
    @Inject(KEY_PROVIDER) private readonly provider: KeyProvider,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.check();
  }

  /** @throws ConfigError naming the ids of keys that are missing or are not what they were; never a value */
  async check(): Promise<void> {
    const kekId = this.provider.currentKeyId;
    await this.repository.addCheckValue({ kekId, checkValue: await this.provider.wrap(KNOWN_TEXT, binding(kekId)) });
    const mistakes = await this.mistakes();
    if (mistakes.length > 0) throw new ConfigError(mistakes);
  }

  /** Ids of keys that are missing or are not what they were; nothing is written down. */
  async mistakes(): Promise<string[]> {
    const [usage, values] = await Promise.all([this.repository.usage(), this.repository.checkValues()]);
    const missing = usage.filter((used) => !this.provider.knows(used.kekId)).map((used) => missingKey(used.kekId));
    const verdicts = await Promise.all(
      values.filter((value) => this.provider.knows(value.kekId)).map((value) => this.#mistake(value)),
    );
    return [...missing, ...verdicts.filter((mistake) => mistake !== undefined)];
  }

  async #mistake({ kekId, checkValue }: KeyCheckValue): Promise<string | undefined> {
    const text = await this.provider.unwrap(kekId, checkValue, binding(kekId));
    return text?.equals(KNOWN_TEXT) ? undefined : wrongKey(kekId);
  }
}

const binding = (kekId: string) => additionalData('key-check', kekId);

const missingKey = (kekId: string) =>
  `ENCRYPTION_KEYS: lacks the key "${kekId}", which the database still uses; add it after the newest, then run "keys rotate" before removing it`;

const wrongKey = (kekId: string) =>
  `ENCRYPTION_KEYS: the key "${kekId}" is another one than the database knows under this id; give the original, or a new id to a new key`;
