import { z } from 'zod';

const split = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

/** A comma-separated list. */
export const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z.string().transform(split).pipe(z.array(item).min(1));

/** A URL of one of the schemes, kept as the text that was given. */
export function url(description: string, protocols: string[]) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be ${description}`,
  });
}

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

/** Comma-separated origins such as `http://127.0.0.1:9000`. */
export const origins = list(z.string().refine(isOrigin, { message: 'must be origins such as http://127.0.0.1:9000' }));

const ORIGIN_PATTERN = /^https?:\/\/(?:\*\.)?[a-z0-9.-]+(?::(?:\d{1,5}|\*))?$/i;

/** Comma-separated origins; `*` may stand for the leftmost host label or for the port. */
export const originPatterns = list(
  z
    .string()
    .regex(ORIGIN_PATTERN, { message: 'must be origins such as https://*.platform.example or http://localhost:*' }),
);

/** Comma-separated domain suffixes without a leading dot. */
export const suffixes = list(
  z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, { message: 'must be domains such as okta.com' }),
);

const REGION = /^([a-z0-9][a-z0-9-]{0,31})=(.+)$/;

/** `us=https://…/oauth/callback,eu=…` */
export const callbackUrls = z.string().transform((text, context) => {
  const regions = split(text).map((part) => {
    const [, id, callbackUrl] = REGION.exec(part) ?? [];
    return id && callbackUrl && isCallbackUrl(callbackUrl) ? { id, callbackUrl } : undefined;
  });
  const valid = regions.filter((region) => region !== undefined);
  const unique = new Set(valid.map(({ id }) => id)).size === regions.length;
  if (regions.length === 0 || valid.length !== regions.length || !unique) {
    context.addIssue({ code: 'custom', message: 'must be us=https://host/oauth/callback,eu=…, each region once' });
    return z.NEVER;
  }
  return valid;
});

function isCallbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  const secure = protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname));
  return secure && pathname === '/oauth/callback' && !search && !hash;
}

const KEY = /^([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/_-]{43}=?)$/;

/** `id:base64(32 bytes)[,older…]`, newest first. */
export const encryptionKeys = z.string().transform((text, context) => {
  const keys = split(text.replaceAll('\n', ',')).map((part) => {
    const [, id, encoded] = KEY.exec(part) ?? [];
    return id && encoded ? { id, key: Buffer.from(encoded, 'base64') } : undefined;
  });
  const valid = keys.filter((entry) => entry?.key.length === 32).filter((entry) => entry !== undefined);
  const unique = new Set(valid.map(({ id }) => id)).size === keys.length;
  if (keys.length === 0 || valid.length !== keys.length || !unique) {
    context.addIssue({ code: 'custom', message: 'must be id:base64 of 32 bytes, newest first, each id once' });
    return z.NEVER;
  }
  return valid;
});

export type EncryptionKey = { id: string; key: Buffer };
