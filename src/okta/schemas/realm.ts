import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

const time = (description: string) => z.string().nullable().optional().describe(description);

/** A realm: a part of the users of an org that may have administrators of its own. */
export const Realm = z.looseObject({
  id: z.string().describe('The id of the realm'),
  isDefault: z.boolean().nullable().optional().describe('Whether users live here unless put elsewhere'),
  created: time('When it was created'),
  lastUpdated: time('When it last changed'),
  profile: z
    .looseObject({ name: z.string().optional(), domains: z.array(z.string()).nullable().optional() })
    .describe('Name, kind and permitted domains'),
  _links: z.looseObject({}).nullable().optional().describe('Related resources'),
});

export const RealmProfile = z
  .strictObject({
    name: z.string().min(1).max(255).describe('The name of the realm'),
    realmType: z
      .enum(['DEFAULT', 'PARTNER'])
      .optional()
      .describe('PARTNER gives access to the external partner portal; DEFAULT where omitted'),
    domains: z
      .array(
        z
          .string()
          .min(1)
          .max(253)
          .regex(/^[^!$%^&()=*+,:;<>'[\]|/?\\]+$/, 'holds a character that no domain has'),
      )
      .max(200)
      .optional()
      .describe('Only users whose login and e-mail address are of these domains may live in the realm'),
  })
  .describe('Name, kind and permitted domains');

export const exampleRealm: z.input<typeof Realm> = {
  id: EXAMPLE_IDS.realm,
  isDefault: false,
  created: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:00:00.000Z',
  profile: { name: 'Contractors', realmType: 'DEFAULT', domains: ['example.com'] },
  _links: { self: { href: `https://acme.okta.com/api/v1/realms/${EXAMPLE_IDS.realm}`, rel: 'self', method: 'GET' } },
};
