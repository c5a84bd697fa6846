import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

/** The risk that Okta, or an administrator, sees in a user. */
export const UserRisk = z.looseObject({
  riskLevel: z.string().describe('HIGH, MEDIUM, LOW or NONE'),
  reason: z.string().nullable().optional().describe('Why; override.by.admin where an administrator gave no reason'),
  _links: z.looseObject({}).nullable().optional().describe('Related resources'),
});

export const exampleUserRisk: z.input<typeof UserRisk> = {
  riskLevel: 'HIGH',
  reason: 'Laptop reported stolen',
  _links: { user: { href: `https://acme.okta.com/api/v1/users/${EXAMPLE_IDS.ada}` } },
};
