import { z } from 'zod';

const text = (description: string) => z.string().nullable().optional().describe(description);

/** The org itself: name, address, contact. */
export const OrgSetting = z.looseObject({
  id: z.string().describe('The id of the org'),
  companyName: text('The name of the company'),
  subdomain: text('The first label of its address'),
  status: text('ACTIVE or INACTIVE'),
  website: text('The home page of the company'),
  phoneNumber: text('The phone number of the company'),
  supportPhoneNumber: text('The phone number of its help desk'),
  endUserSupportHelpURL: text('Where its users find help'),
  created: text('When the org was created'),
  lastUpdated: text('When these settings last changed'),
  expiresAt: text('When the org ends; null where it does not'),
});

export const exampleOrg: z.input<typeof OrgSetting> = {
  id: '00o1a2b3c4d5e6f7g8h9',
  companyName: 'Acme',
  subdomain: 'acme',
  status: 'ACTIVE',
  website: 'https://www.example.com',
  phoneNumber: null,
  supportPhoneNumber: null,
  endUserSupportHelpURL: null,
  created: '2025-01-05T10:00:00.000Z',
  lastUpdated: '2026-01-05T10:00:00.000Z',
  expiresAt: null,
};
