import { z } from 'zod';

/** A request line beyond about 8 kB is refused on the way, so expressions end earlier. */
const MAX_EXPRESSION = 4000;

/** A SCIM expression in Okta's dialect. */
export function expression(description: string) {
  return z.string().min(1).max(MAX_EXPRESSION).describe(description);
}

export const SortBy = z
  .string()
  .min(1)
  .max(200)
  .describe('The property to sort by, such as profile.lastName; works with search only');

export const SortOrder = z.enum(['asc', 'desc']).describe('Direction of sortBy; asc where omitted');

/** A time as RFC 3339 with a zone. */
export function timestamp(description: string) {
  return z.iso.datetime({ offset: true }).max(40).describe(description);
}
