import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encryptionKeys, type EncryptionKey } from '../core/config-formats.js';
import { ConfigError, type Config } from '../core/config.js';
import { open, seal } from './envelope.js';
import type { KeyProvider } from './key-provider.js';

/** Key-encryption keys in this process's memory: AES-256-GCM, the newest first. */
export class LocalKeyProvider implements KeyProvider {
  readonly currentKeyId: string;
  readonly #current: KeyObject;
  readonly #keys: Map<string, KeyObject>;

  constructor([newest, ...older]: [EncryptionKey, ...EncryptionKey[]]) {
    this.currentKeyId = newest.id;
    this.#current = createSecretKey(newest.key);
    this.#keys = new Map(older.map(({ id, key }) => [id, createSecretKey(key)]));
    this.#keys.set(newest.id, this.#current);
  }

  knows(keyId: string): boolean {
    return this.#keys.has(keyId);
  }

  async wrap(plain: Buffer, aad: Buffer): Promise<Buffer> {
    return seal({ key: this.#current, plaintext: plain, aad });
  }

  async unwrap(keyId: string, wrapped: Buffer, aad: Buffer): Promise<Buffer | undefined> {
    const key = this.#keys.get(keyId);
    return key && open({ key, sealed: wrapped, aad });
  }
}

/** From `ENCRYPTION_KEYS`; without them, outside production, from a key that is made once and kept in the data directory. */
export async function createLocalKeyProvider(
  config: Pick<Config, 'production' | 'dataDir' | 'encryptionKeys'>,
): Promise<LocalKeyProvider> {
  const keys = config.encryptionKeys ?? (config.production ? [] : await developmentKeys(config.dataDir));
  const [newest, ...older] = keys;
  if (!newest) throw new ConfigError(['ENCRYPTION_KEYS: is required in production (or ENCRYPTION_KEYS_FILE)']);
  return new LocalKeyProvider([newest, ...older]);
}

async function developmentKeys(dataDir: string): Promise<EncryptionKey[]> {
  const path = join(dataDir, 'encryption.key');
  await mkdir(dataDir, { recursive: true });
  const text = (await read(path)) ?? (await make(path));
  const parsed = encryptionKeys.safeParse(text.trim());
  if (!parsed.success)
    throw new ConfigError([`ENCRYPTION_KEYS: is not set, and ${path} is damaged; restore that file`]);
  await chmod(path, 0o600);
  return parsed.data;
}

const read = (path: string) => readFile(path, 'utf8').catch(() => undefined);

/** Written whole under another name, then linked: of two processes at once, both end up with the key of the first. */
async function make(path: string): Promise<string> {
  const id = `dev-${randomBytes(4).toString('hex')}`;
  const draft = `${path}.${id}`;
  await writeFile(draft, `${id}:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  await link(draft, path).catch(() => undefined);
  await rm(draft);
  return readFile(path, 'utf8');
}
