/** Injects the `KeyProvider`. */
export const KEY_PROVIDER = Symbol('KEY_PROVIDER');

/**
 * Keeper of the key-encryption keys: it wraps the tenants' data keys, and nothing else is ever given to it. Asynchronous
 * and without access to key bytes, so that a cloud KMS or Vault's transit engine can take the local one's place.
 */
export interface KeyProvider {
  /** The key that wraps from now on. */
  readonly currentKeyId: string;
  /** Whether `unwrap` can be asked for this key. */
  knows(keyId: string): boolean;
  /** Wraps with the current key. */
  wrap(plain: Buffer, aad: Buffer): Promise<Buffer>;
  /** The plain bytes, or undefined when they were not wrapped by that key with that additional data. */
  unwrap(keyId: string, wrapped: Buffer, aad: Buffer): Promise<Buffer | undefined>;
}
