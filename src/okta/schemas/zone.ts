import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

const time = (description: string) => z.string().nullable().optional().describe(description);

/** A network zone as Okta answers it; its other properties depend on type. */
export const NetworkZone = z.looseObject({
  id: z.string().describe('The id of the zone'),
  type: z.string().optional().describe('IP, DYNAMIC or DYNAMIC_V2'),
  name: z.string().optional().describe('Its unique name'),
  status: z.string().optional().describe('ACTIVE or INACTIVE'),
  usage: z.string().nullable().optional().describe('POLICY, or BLOCKLIST where Okta refuses the addresses outright'),
  system: z.boolean().optional().describe('True where Okta made it'),
  created: time('When it was created'),
  lastUpdated: time('When it last changed'),
  _links: z.looseObject({}).optional().describe('Related resources'),
});

const ADDRESS = /^[0-9A-Fa-f:.]+(\/\d{1,3}|-[0-9A-Fa-f:.]+)?$/;

const Address = z
  .strictObject({
    type: z.enum(['CIDR', 'RANGE']).describe('How value names the addresses'),
    value: z
      .string()
      .min(2)
      .max(100)
      .regex(ADDRESS, 'must be an address, a block such as 203.0.113.0/24 or a range such as 203.0.113.1-203.0.113.9')
      .describe('A block such as 203.0.113.0/24, or a range such as 203.0.113.1-203.0.113.9'),
  })
  .describe('Addresses of the zone');

const Location = z.strictObject({
  country: z.string().length(2).describe('The country by ISO 3166-1, such as US'),
  region: z.string().max(10).nullable().optional().describe('The region by ISO 3166-2, such as US-CA'),
});

/** Of the largest kind of zone, Okta's own. */
const MAX_ADDRESSES = 5000;
const MAX_SELECTED = 75;

const Asns = z
  .array(
    z
      .string()
      .regex(/^\d{1,10}$/, 'must be a number')
      .max(10),
  )
  .max(MAX_SELECTED);
const Locations = z.array(Location).max(MAX_SELECTED);
const Services = z.array(z.string().min(1).max(100)).max(MAX_SELECTED);

const selection = <T extends z.ZodType>(items: T) =>
  z.strictObject({
    include: items.nullable().optional().describe('What belongs to the zone'),
    exclude: items.nullable().optional().describe('What does not, although it would otherwise'),
  });

/** What a zone consists of; which of it counts follows from the type. */
export const zoneContent = {
  usage: z
    .enum(['POLICY', 'BLOCKLIST'])
    .optional()
    .describe('POLICY for use in rules, the default; BLOCKLIST refuses the addresses everywhere'),
  gateways: z
    .array(Address)
    .max(MAX_ADDRESSES)
    .nullable()
    .optional()
    .describe(
      "IP: the addresses; Okta takes 150, in a BLOCKLIST 1,000, in its own zones 5,000. The list replaces Okta's",
    ),
  proxies: z
    .array(Address)
    .max(MAX_ADDRESSES)
    .nullable()
    .optional()
    .describe('IP: trusted proxies, which may forward for the gateways'),
  asns: z
    .union([Asns, selection(Asns)])
    .nullable()
    .optional()
    .describe('Autonomous systems by number: a list for DYNAMIC, include and exclude for DYNAMIC_V2'),
  locations: z
    .union([Locations, selection(Locations)])
    .nullable()
    .optional()
    .describe('Places: a list for DYNAMIC, include and exclude for DYNAMIC_V2'),
  proxyType: z
    .enum(['Any', 'Tor', 'NotTorAnonymizer'])
    .nullable()
    .optional()
    .describe('DYNAMIC: the kind of proxy that the addresses belong to'),
  ipServiceCategories: selection(Services)
    .nullable()
    .optional()
    .describe('DYNAMIC_V2: VPN and proxy services by name, such as ALL_ANONYMIZERS'),
};

export const ZoneName = z.string().min(1).max(128).describe('A unique name for the zone');

interface ZoneParts {
  type: 'IP' | 'DYNAMIC' | 'DYNAMIC_V2';
  usage?: 'POLICY' | 'BLOCKLIST' | undefined;
  gateways?: readonly unknown[] | null | undefined;
  proxies?: readonly unknown[] | null | undefined;
  asns?: unknown;
  locations?: unknown;
  proxyType?: unknown;
  ipServiceCategories?: unknown;
}

const CONTENT_OF_TYPE = {
  IP: ['gateways', 'proxies'],
  DYNAMIC: ['asns', 'locations', 'proxyType'],
  DYNAMIC_V2: ['asns', 'locations', 'ipServiceCategories'],
} as const;

const CONTENT = [...new Set(Object.values(CONTENT_OF_TYPE).flat())];

const isGiven = (value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null);

/** Okta's rules for new zones: something of its type's content, nothing of the others', and not too many addresses. */
export function checkNewZone(zone: ZoneParts, context: z.core.$RefinementCtx): void {
  const own: readonly string[] = CONTENT_OF_TYPE[zone.type];
  const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (!CONTENT.some((name) => own.includes(name) && isGiven(zone[name]))) {
    issue(own[0] ?? 'type', `a zone of type ${zone.type} needs at least one of ${own.join(', ')}`);
  }
  for (const name of CONTENT) {
    if (isGiven(zone[name]) && !own.includes(name)) issue(name, `does not go with type ${zone.type}`);
  }
  const most = { gateways: zone.usage === 'BLOCKLIST' ? 1000 : 150, proxies: 150 };
  for (const name of ['gateways', 'proxies'] as const) {
    if ((zone[name]?.length ?? 0) > most[name]) issue(name, `must not have more than ${most[name]} entries`);
  }
}

export const exampleZone: z.input<typeof NetworkZone> = {
  type: 'IP',
  id: EXAMPLE_IDS.zone,
  name: 'Office',
  status: 'ACTIVE',
  usage: 'POLICY',
  created: '2026-02-06T16:17:40.000Z',
  lastUpdated: '2026-02-06T16:17:40.000Z',
  system: false,
  gateways: [{ type: 'CIDR', value: '203.0.113.0/24' }],
  proxies: null,
  _links: {
    self: {
      href: `https://acme.okta.com/api/v1/zones/${EXAMPLE_IDS.zone}`,
      hints: { allow: ['GET', 'PUT', 'DELETE'] },
    },
  },
};
