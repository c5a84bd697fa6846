import { createHash, randomBytes } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits in letters, digits, `-` and `_`: an alphabet that Okta takes as `state`. */
export const newFlowToken = (): string => randomBytes(32).toString('base64url');

/** Whether `text` could be a token of `newFlowToken`. */
export const isFlowToken = (text: string): boolean => TOKEN.test(text);

/** What is stored in place of a token. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();
