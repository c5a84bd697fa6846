/**
 * Marks a field of an input or output that opens a door (a password, a one-time link): logs redact it and documents
 * show it as secret. Use: `z.string().meta(SECRET)`.
 */
export const SECRET = { 'x-secret': true } as const;
