import { beforeEach, expect, test } from '@jest/globals';
import { EncryptionKeyCheck } from '../../../src/tokens/encryption-key-check.service.js';
import type {
  EncryptionKeyRepository,
  KeyCheckValue,
  KeyUsage,
} from '../../../src/tokens/encryption-key.repository.js';
import { additionalData } from '../../../src/tokens/envelope.js';
import { LocalKeyProvider } from '../../../src/tokens/local-key-provider.js';

const keyOf = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });

let values: KeyCheckValue[];
let usage: KeyUsage[];
beforeEach(() => {
  [values, usage] = [[], []];
});

function checkWith(...[newest, ...older]: [ReturnType<typeof keyOf>, ...ReturnType<typeof keyOf>[]]) {
  const repository = {
    usage: async () => usage,
    checkValues: async () => values,
    addCheckValue: async (value: KeyCheckValue) => {
      if (!values.some(({ kekId }) => kekId === value.kekId)) values.push(value);
    },
  };
  return new EncryptionKeyCheck(
    repository as unknown as EncryptionKeyRepository,
    new LocalKeyProvider([newest, ...older]),
  );
}

const inUse = (kekId: string) => ({ kekId, tenants: 1, keys: 1 });
const refusal = (...ids: string[]) => ({
  name: 'ConfigError',
  mistakes: ids.map((id) => expect.stringMatching(new RegExp(`^ENCRYPTION_KEYS: .*"${id}"`))),
});

test('a key is known again at the next start', async () => {
  await checkWith(keyOf('k1', 1)).onModuleInit();
  expect(values).toHaveLength(1);
  await checkWith(keyOf('k1', 1)).onModuleInit();
  await checkWith(keyOf('k2', 2), keyOf('k1', 1)).onModuleInit();
  expect(values.map(({ kekId }) => kekId)).toEqual(['k1', 'k2']);
});

test('another key under the same id is refused', async () => {
  await checkWith(keyOf('k1', 1)).check();
  await expect(checkWith(keyOf('k1', 9)).onModuleInit()).rejects.toMatchObject(refusal('k1'));
});

test('so is a value of another key, or of something else that the key has wrapped', async () => {
  const provider = new LocalKeyProvider([keyOf('k1', 1)]);
  const text = Buffer.from('okta-connector key check');
  const wrapped = (plain: Buffer, ...parts: string[]) => provider.wrap(plain, additionalData(...parts));
  values = [{ kekId: 'k1', checkValue: await wrapped(text, 'key-check', 'k1') }];
  await expect(checkWith(keyOf('k1', 1)).mistakes()).resolves.toEqual([]);
  for (const checkValue of [
    await wrapped(text, 'key-check', 'k2'),
    await wrapped(Buffer.from('x'), 'key-check', 'k1'),
  ]) {
    values = [{ kekId: 'k1', checkValue }];
    await expect(checkWith(keyOf('k1', 1)).mistakes()).resolves.toHaveLength(1);
  }
});

test('a key that is still needed must be there; others need not', async () => {
  usage = [inUse('k0'), inUse('k1')];
  await checkWith(keyOf('k0', 7))
    .check()
    .catch(() => undefined);
  const { mistakes } = refusal('k0');
  await expect(checkWith(keyOf('k1', 1)).mistakes()).resolves.toEqual(mistakes);
  await expect(checkWith(keyOf('k1', 1), keyOf('k0', 7)).check()).resolves.toBeUndefined();
});

test('a look writes nothing down', async () => {
  await checkWith(keyOf('k1', 1)).mistakes();
  expect(values).toEqual([]);
});
