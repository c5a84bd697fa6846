import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

function decodeBase32(text: string): Buffer {
  const bits = [...text.matchAll(/./g)]
    .map(([letter]) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** The code of a shared secret (base32) at a time in milliseconds: RFC 6238, six digits, 30 seconds. */
export function totp(sharedSecret: string, now: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / STEP_MS)));
  const digest = createHmac('sha1', decodeBase32(sharedSecret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  const number = (digest.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 1_000_000;
  return String(number).padStart(6, '0');
}

/** Whether a code is that of now, or of the step before or after. */
export function takesTotp(sharedSecret: string, code: string, now: number): boolean {
  return [-STEP_MS, 0, STEP_MS].some((shift) => totp(sharedSecret, now + shift) === code);
}
