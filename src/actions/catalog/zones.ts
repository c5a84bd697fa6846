import { z } from 'zod';
import { compose, defineAction, defineList, type ActionDefinition } from '../define-action.js';
import { EXAMPLE_IDS, ZoneId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { expression } from '../../okta/schemas/query.js';
import { ORG_MANAGERS, ORG_READERS } from '../../okta/schemas/role-sets.js';
import { checkNewZone, exampleZone, NetworkZone, zoneContent, ZoneName } from '../../okta/schemas/zone.js';
import { merged, replacement } from '../replacement.js';

const READ = { scopes: ['okta.networkZones.read'], roles: ORG_READERS } as const;
const WRITE = { scopes: ['okta.networkZones.manage'], roles: ORG_MANAGERS, effect: 'write' } as const;

const getZone = defineAction({
  ...READ,
  title: 'Get network zone',
  description: 'Reads one network zone with its addresses, places or services.',
  route: 'GET /api/v1/zones/{zoneId}',
  effect: 'read',
  input: z.strictObject({ zoneId: ZoneId }),
  output: NetworkZone,
  example: { input: { zoneId: EXAMPLE_IDS.zone }, response: exampleZone },
});

const replaceZone = defineAction({
  ...WRITE,
  title: 'Replace network zone',
  description: 'Puts a whole zone in the place of the present one; what is left out is erased.',
  route: 'PUT /api/v1/zones/{zoneId}',
  input: z.looseObject({
    zoneId: ZoneId,
    type: z.string().describe('Its type'),
    name: z.string().describe('Its name'),
  }),
  output: NetworkZone,
  example: {
    input: {
      zoneId: EXAMPLE_IDS.zone,
      type: 'IP',
      name: 'Office',
      gateways: [{ type: 'CIDR', value: '203.0.113.0/24' }],
    },
    response: exampleZone,
  },
});

const { usage, ...content } = zoneContent;

const ZoneChange = z.strictObject({
  zoneId: ZoneId,
  name: ZoneName.optional(),
  usage,
  ...content,
  useAsExemptList: z
    .boolean()
    .optional()
    .describe('True is needed to change DefaultExemptIpZone, whose addresses pass every block; no other zone takes it'),
});

export const zones = {
  'list-network-zones': defineList({
    ...READ,
    title: 'List network zones',
    description: "Lists all network zones, Okta's own among them, or those that a filter picks.",
    route: 'GET /api/v1/zones',
    input: z.strictObject({
      filter: expression('SCIM expression over id, usage and system, such as usage eq "BLOCKLIST"').optional(),
    }),
    item: NetworkZone,
    maxLimit: 200,
    example: { input: { filter: 'usage eq "POLICY"' }, response: [exampleZone] },
  }),

  'get-network-zone': getZone,

  'create-network-zone': defineAction({
    ...WRITE,
    title: 'Create network zone',
    description:
      'Creates an active network zone of addresses (IP), or of places, autonomous systems and services (DYNAMIC, DYNAMIC_V2). With usage BLOCKLIST Okta refuses everybody from there at once. More than one zone needs Adaptive MFA. Reverse it with deactivate-network-zone, then delete-network-zone.',
    route: 'POST /api/v1/zones',
    input: z
      .strictObject({
        type: z.enum(['IP', 'DYNAMIC', 'DYNAMIC_V2']).describe('What the zone consists of'),
        name: ZoneName,
        ...zoneContent,
      })
      .superRefine(checkNewZone),
    output: NetworkZone,
    example: {
      input: { type: 'IP', name: 'Office', gateways: [{ type: 'CIDR', value: '203.0.113.0/24' }] },
      response: exampleZone,
    },
  }),

  'update-network-zone': compose({
    title: 'Update network zone',
    description:
      "Sets properties of a network zone and keeps the others: reads it, puts the changes in and writes it back, since Okta erases what a write leaves out. A list, such as gateways, takes the place of Okta's whole list: to add an address, give the present ones with it; null clears. A change that somebody makes in between is lost.",
    uses: [getZone, replaceZone],
    input: ZoneChange,
    output: NetworkZone,
    run: async ({ zoneId, ...change }, call) => {
      const present = await call(getZone, { zoneId });
      const { type = '', name = '' } = present;
      return call(replaceZone, { type, name, ...merged(replacement(present), change), zoneId });
    },
    example: {
      input: {
        zoneId: EXAMPLE_IDS.zone,
        gateways: [
          { type: 'CIDR', value: '203.0.113.0/24' },
          { type: 'RANGE', value: '198.51.100.1-198.51.100.9' },
        ],
      },
      response: exampleZone,
    },
  }),

  'activate-network-zone': defineAction({
    ...WRITE,
    title: 'Activate network zone',
    description: 'Makes an inactive network zone count again. Reverse it with deactivate-network-zone.',
    route: 'POST /api/v1/zones/{zoneId}/lifecycle/activate',
    idempotent: true,
    input: z.strictObject({ zoneId: ZoneId }),
    output: NetworkZone,
    example: { input: { zoneId: EXAMPLE_IDS.zone }, response: exampleZone },
  }),

  'deactivate-network-zone': defineAction({
    ...WRITE,
    title: 'Deactivate network zone',
    description:
      'Makes a network zone count for nothing and keeps its content: a block ends, and rules no longer match it. Reverse it with activate-network-zone.',
    route: 'POST /api/v1/zones/{zoneId}/lifecycle/deactivate',
    idempotent: true,
    input: z.strictObject({ zoneId: ZoneId }),
    output: NetworkZone,
    example: { input: { zoneId: EXAMPLE_IDS.zone }, response: { ...exampleZone, status: 'INACTIVE' } },
  }),

  'delete-network-zone': defineAction({
    ...WRITE,
    effect: 'destructive',
    title: 'Delete network zone',
    description:
      "Deletes a network zone for good. Okta refuses it while the zone is active (deactivate it first), while a policy or rule uses it, and for Okta's own zones. It cannot be undone.",
    route: 'DELETE /api/v1/zones/{zoneId}',
    input: z.strictObject({ zoneId: ZoneId }),
    output: Nothing,
    example: { input: { zoneId: EXAMPLE_IDS.zone }, response: null },
  }),
} satisfies Record<string, ActionDefinition>;
