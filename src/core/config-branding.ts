import { z } from 'zod';

/** A logo as configured: fetched by the browser from elsewhere, or given in whole and served by us. */
export type Logo = { kind: 'remote'; url: string } | { kind: 'own'; type: string; content: Buffer };

const MAX_LOGO_BYTES = 65_536;
const EMBEDDED = /^data:(image\/(?:svg\+xml|png|jpeg|webp));base64,([A-Za-z0-9+/]+={0,2})$/;

/** `https://…`, or the image itself as `data:image/svg+xml;base64,…` (also png, jpeg, webp) of 64 kB at most. */
export const logo = z.string().transform((text, context): Logo => {
  const [, type, encoded] = EMBEDDED.exec(text) ?? [];
  const content = Buffer.from(encoded ?? '', 'base64');
  if (type && content.length <= MAX_LOGO_BYTES) return { kind: 'own', type, content };
  if (URL.canParse(text) && new URL(text).protocol === 'https:') return { kind: 'remote', url: text };
  context.addIssue({
    code: 'custom',
    message: 'must be an https URL, or data:image/svg+xml;base64,… (also png, jpeg, webp) of 64 kB at most',
  });
  return z.NEVER;
});

/** `#rrggbb` */
export const colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, { message: 'must be a colour such as #2f5bd0' });
