import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createLocalKeyProvider, LocalKeyProvider } from '../../../src/tokens/local-key-provider.js';

const keyOf = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
const aad = Buffer.from('binding');
const plain = Buffer.from('a data key');

describe('the local key provider', () => {
  const older = new LocalKeyProvider([keyOf('old', 1)]);
  const both = new LocalKeyProvider([keyOf('new', 2), keyOf('old', 1)]);

  test('wraps with the newest key and unwraps with every one', async () => {
    expect(both.currentKeyId).toBe('new');
    await expect(both.unwrap('new', await both.wrap(plain, aad), aad)).resolves.toEqual(plain);
    await expect(both.unwrap('old', await older.wrap(plain, aad), aad)).resolves.toEqual(plain);
    expect(['new', 'old', 'other'].map((id) => both.knows(id))).toEqual([true, true, false]);
  });

  test('does not unwrap with another key, an unknown one or another binding', async () => {
    const wrapped = await both.wrap(plain, aad);
    await expect(both.unwrap('old', wrapped, aad)).resolves.toBeUndefined();
    await expect(both.unwrap('other', wrapped, aad)).resolves.toBeUndefined();
    await expect(both.unwrap('new', wrapped, Buffer.from('else'))).resolves.toBeUndefined();
  });

  test('shows no key when it is printed', () => {
    const printed = JSON.stringify(both) + inspect(both, { depth: 5, showHidden: true });
    expect(printed).not.toContain(Buffer.alloc(32, 2).toString('base64'));
    expect(Object.keys(both)).toEqual(['currentKeyId']);
  });
});

describe('without ENCRYPTION_KEYS', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'okta-connector-key-'));
  });
  afterEach(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });
  const create = (production = false) => createLocalKeyProvider({ production, dataDir, encryptionKeys: undefined });

  test('a key is made once and kept where only we can read it', async () => {
    const { currentKeyId } = await create();
    const path = join(dataDir, 'encryption.key');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const kept = await readFile(path, 'utf8');
    const made = await stat(dataDir, { bigint: true });
    await expect(create()).resolves.toMatchObject({ currentKeyId });
    // The second start writes nothing.
    expect((await stat(dataDir, { bigint: true })).mtimeNs).toBe(made.mtimeNs);
    await expect(readFile(path, 'utf8')).resolves.toBe(kept);
  });

  test('processes that start at once end up with the same key, and no drafts', async () => {
    const providers = await Promise.all(Array.from({ length: 5 }, () => create()));
    expect(new Set(providers.map(({ currentKeyId }) => currentKeyId)).size).toBe(1);
    await expect(readdir(dataDir)).resolves.toEqual(['encryption.key']);
  });

  test('a damaged file is refused, and its content not shown', async () => {
    await writeFile(join(dataDir, 'encryption.key'), 'dev-1:canary');
    await expect(create()).rejects.toMatchObject({
      name: 'ConfigError',
      mistakes: [expect.stringMatching(/^ENCRYPTION_KEYS: .*damaged(?!.*canary)/)],
    });
  });

  test('production is refused', async () => {
    const mistakes = [expect.stringMatching(/^ENCRYPTION_KEYS: /)];
    await expect(create(true)).rejects.toMatchObject({ name: 'ConfigError', mistakes });
    await expect(readdir(dataDir)).resolves.toEqual([]);
  });
});
