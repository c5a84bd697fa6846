import type { SealedSecret, SecretBox, SecretPlace } from '../../src/tokens/secret-box.js';

const placeOf = ({ tenantId, connectionId, field }: SecretPlace) => [tenantId, connectionId, field];

/** A box that hides nothing, and opens a value at its own place alone. */
export class FakeBox {
  keyVersion = 1;

  asBox(): SecretBox {
    return this as unknown as SecretBox;
  }

  async seal({ plaintext, ...place }: SecretPlace & { plaintext: string }): Promise<SealedSecret> {
    const { keyVersion } = this;
    return { keyVersion, ciphertext: Buffer.from(JSON.stringify([...placeOf(place), keyVersion, plaintext])) };
  }

  async open({ ciphertext, keyVersion, ...place }: SecretPlace & SealedSecret): Promise<string> {
    const [tenantId, connectionId, field, version, plaintext]: string[] = JSON.parse(ciphertext.toString());
    const expected = JSON.stringify([...placeOf(place), keyVersion]);
    if (JSON.stringify([tenantId, connectionId, field, version]) !== expected || plaintext === undefined) {
      throw new Error(`Sealed for ${field}, not for ${expected}`);
    }
    return plaintext;
  }
}
