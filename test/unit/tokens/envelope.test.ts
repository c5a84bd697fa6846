import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { fc } from '../../support/fast-check.js';
import { additionalData, open, seal } from '../../../src/tokens/envelope.js';

const key = createSecretKey(randomBytes(32));
const aad = additionalData('tenant', 'connection');
const plaintext = Buffer.from('a secret');

describe('a sealed value', () => {
  test('opens with the same key and additional data, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.array(fc.string()), (bytes, parts) => {
        const binding = additionalData(...parts);
        const sealed = seal({ key, plaintext: Buffer.from(bytes), aad: binding });
        expect(open({ key, sealed, aad: binding })).toEqual(Buffer.from(bytes));
      }),
    );
  });

  test('is a format byte, a 96-bit IV, a 128-bit tag and the ciphertext', () => {
    const sealed = seal({ key, plaintext, aad });
    expect(sealed).toHaveLength(1 + 12 + 16 + plaintext.length);
    expect(sealed[0]).toBe(1);
  });

  test('never has the same IV twice', () => {
    const sealed = Array.from({ length: 1_000 }, () => seal({ key, plaintext, aad }).subarray(1, 13).toString('hex'));
    expect(new Set(sealed).size).toBe(1_000);
  });

  test.each([
    ['another key', { key: createSecretKey(randomBytes(32)) }],
    ['other additional data', { aad: additionalData('tenant', 'other') }],
    ['no additional data', { aad: additionalData() }],
  ])('does not open with %s', (_, other) => {
    expect(open({ key, sealed: seal({ key, plaintext, aad }), aad, ...other })).toBeUndefined();
  });

  test('does not open when it is shortened, lengthened or of another format', () => {
    const sealed = seal({ key, plaintext, aad });
    const wrong = [
      Buffer.alloc(0),
      sealed.subarray(0, 28),
      sealed.subarray(0, -1),
      Buffer.concat([sealed, Buffer.of(0)]),
      Buffer.concat([Buffer.of(2), sealed.subarray(1)]),
    ];
    expect(wrong.map((bytes) => open({ key, sealed: bytes, aad }))).toEqual(wrong.map(() => undefined));
  });

  test('opens when it was made by plain AES-256-GCM', () => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(aad);
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    const sealed = Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag(), ciphertext]);
    expect(open({ key, sealed, aad })).toEqual(plaintext);
  });
});

describe('additional data', () => {
  test('differs for any two different lists of parts', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(additionalData(...a).equals(additionalData(...b))).toBe(false);
      }),
    );
  });

  test('tells apart what a plain concatenation would not', () => {
    expect(additionalData('ab', 'c')).not.toEqual(additionalData('a', 'bc'));
    expect(additionalData('ab', '')).not.toEqual(additionalData('', 'ab'));
    expect(additionalData('a', 1)).toEqual(additionalData('a', '1'));
    expect(additionalData('a\0\0\0\0b')).not.toEqual(additionalData('a', 'b'));
  });
});
