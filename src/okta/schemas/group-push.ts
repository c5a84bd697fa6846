import { z } from 'zod';
import { EXAMPLE_IDS } from './ids.js';

const text = (description: string) => z.string().nullable().optional().describe(description);

/** A group push mapping as Okta answers it. */
export const GroupPushMapping = z.looseObject({
  id: z.string().describe('The id of the mapping'),
  sourceGroupId: text('The Okta group whose members are pushed'),
  targetGroupId: text('The group in the application, by its id in Okta'),
  status: text('ACTIVE, INACTIVE, or ERROR where the last push failed'),
  errorSummary: text('Why the last push failed'),
  created: text('When the mapping was created'),
  lastPush: text('When it was last pushed'),
  lastUpdated: text('When it last changed'),
  appConfig: z.looseObject({}).nullable().optional().describe('Active Directory: where the group lives'),
});

export const PushStatus = z
  .enum(['ACTIVE', 'INACTIVE'])
  .describe('ACTIVE pushes all members at once and every change from then on; INACTIVE pushes no more');

const name = (description: string) => z.string().min(1).max(1024).describe(description);

/** What Active Directory has to know of a group. */
export const DirectoryGroup = z
  .strictObject({
    type: z.literal('ACTIVE_DIRECTORY').describe('Always ACTIVE_DIRECTORY'),
    distinguishedName: name('The distinguished name of the organizational unit or group'),
    groupScope: z.enum(['DOMAIN_LOCAL', 'GLOBAL', 'UNIVERSAL']).describe('The scope of the group'),
    groupType: z.enum(['DISTRIBUTION', 'SECURITY']).describe('The type of the group'),
    samAccountName: name('The SAM account name of the group'),
  })
  .describe('Active Directory only, and needed there');

export const exampleGroupPushMapping: z.input<typeof GroupPushMapping> = {
  id: EXAMPLE_IDS.pushMapping,
  sourceGroupId: EXAMPLE_IDS.engineers,
  targetGroupId: '00g2b3c4d5e6f7g8h9i0',
  status: 'ACTIVE',
  errorSummary: null,
  created: '2026-02-01T12:00:00.000Z',
  lastPush: '2026-02-01T12:00:00.000Z',
  lastUpdated: '2026-02-01T12:00:00.000Z',
};
