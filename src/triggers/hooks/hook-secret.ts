import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const ID_BYTES = 20;
const SECRET_BYTES = 32;

/** The last segment of a hook's address: 160 random bits. */
export const newHookId = (): string => `hk_${randomBytes(ID_BYTES).toString('hex')}`;

/** What Okta sends in the header `Authorization` of each call: 256 random bits. */
export const newHookSecret = (): string => `okh_${randomBytes(SECRET_BYTES).toString('base64url')}`;

export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret, 'utf8').digest();

/** Whether the header is one of the secrets; takes as long whichever it is, or none. */
export function isAccepted(given: string | undefined, hashes: readonly Uint8Array[]): boolean {
  const hash = secretHash(given ?? '');
  let accepted = false;
  for (const candidate of hashes)
    accepted = (candidate.length === hash.length && timingSafeEqual(candidate, hash)) || accepted;
  return accepted && given !== undefined;
}
