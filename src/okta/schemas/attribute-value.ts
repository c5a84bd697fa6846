import { z } from 'zod';

const Text = z.string().max(4096);

/**
 * The value of a custom profile attribute: what Okta's schemas permit (string, number, boolean, arrays of strings or
 * numbers), or null to clear it.
 */
export const AttributeValue = z
  .union([Text, z.number(), z.boolean(), z.array(z.union([Text, z.number()])).max(1000), z.null()])
  .describe('A custom attribute of the profile, under the name it has in the Okta schema');
