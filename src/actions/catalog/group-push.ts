import { z } from 'zod';
import { defineAction, defineList, type ActionDefinition } from '../define-action.js';
import {
  DirectoryGroup,
  exampleGroupPushMapping,
  GroupPushMapping,
  PushStatus,
} from '../../okta/schemas/group-push.js';
import { AppId, EXAMPLE_IDS, GroupId, PushMappingId } from '../../okta/schemas/ids.js';
import { Nothing } from '../../okta/schemas/nothing.js';
import { timestamp } from '../../okta/schemas/query.js';
import { APP_MANAGERS, APP_READERS } from '../../okta/schemas/role-sets.js';

const PRODUCT = { product: 'Lifecycle Management' } as const;
const READ = { ...PRODUCT, scopes: ['okta.apps.read', 'okta.groups.read'], roles: APP_READERS } as const;
const MANAGE = { ...PRODUCT, scopes: ['okta.apps.manage', 'okta.groups.manage'], roles: APP_MANAGERS } as const;

export const groupPush = {
  'list-group-push-mappings': defineList({
    ...READ,
    title: 'List group push mappings',
    description:
      'Lists which Okta groups are pushed to which groups of an application, and how the last push went. The application must be active and support group push.',
    route: 'GET /api/v1/apps/{appId}/group-push/mappings',
    input: z.strictObject({
      appId: AppId,
      sourceGroupId: GroupId.optional().describe('Only the mapping of this Okta group'),
      status: z.enum(['ACTIVE', 'INACTIVE', 'ERROR']).optional().describe('Only mappings in this status'),
      lastUpdated: timestamp('Only mappings that have changed since this time').optional(),
    }),
    item: GroupPushMapping,
    maxLimit: 1000,
    example: { input: { appId: EXAMPLE_IDS.app }, response: [exampleGroupPushMapping] },
  }),

  'create-group-push-mapping': defineAction({
    ...MANAGE,
    title: 'Create group push mapping',
    description:
      'Pushes the members of an Okta group to a group of an application: one that is there already (targetGroupId) or one that Okta makes there (targetGroupName). Members who are in the target alone may lose it. Reverse it by setting it INACTIVE and delete-group-push-mapping.',
    route: 'POST /api/v1/apps/{appId}/group-push/mappings',
    effect: 'write',
    input: z
      .strictObject({
        appId: AppId,
        sourceGroupId: GroupId.describe('The id of the Okta group to push'),
        targetGroupId: GroupId.optional().describe('The id, in Okta, of a group of the application'),
        targetGroupName: z.string().min(1).max(255).optional().describe('The name of a group to make or to link to'),
        status: PushStatus.optional().describe('ACTIVE pushes at once, and is the default'),
        appConfig: DirectoryGroup.optional(),
      })
      .refine(
        ({ targetGroupId, targetGroupName }) => (targetGroupId === undefined) !== (targetGroupName === undefined),
        { path: ['targetGroupId'], message: 'either targetGroupId or targetGroupName must be given' },
      ),
    output: GroupPushMapping,
    example: {
      input: { appId: EXAMPLE_IDS.app, sourceGroupId: EXAMPLE_IDS.engineers, targetGroupName: 'Engineers' },
      response: exampleGroupPushMapping,
    },
  }),

  'update-group-push-mapping': defineAction({
    ...MANAGE,
    title: 'Update group push mapping',
    description:
      'Starts or stops pushing a group. Starting pushes all members at once; stopping leaves the target group as it is.',
    route: 'PATCH /api/v1/apps/{appId}/group-push/mappings/{mappingId}',
    effect: 'write',
    input: z.strictObject({ appId: AppId, mappingId: PushMappingId, status: PushStatus }),
    output: GroupPushMapping,
    example: {
      input: { appId: EXAMPLE_IDS.app, mappingId: EXAMPLE_IDS.pushMapping, status: 'ACTIVE' },
      response: exampleGroupPushMapping,
    },
  }),

  'delete-group-push-mapping': defineAction({
    ...MANAGE,
    title: 'Delete group push mapping',
    description:
      'Deletes a mapping for good, with the group in the application where deleteTargetGroup says so. Okta refuses it for an active mapping: stop it with update-group-push-mapping first. It cannot be undone.',
    route: 'DELETE /api/v1/apps/{appId}/group-push/mappings/{mappingId}',
    effect: 'destructive',
    input: z.strictObject({
      appId: AppId,
      mappingId: PushMappingId,
      deleteTargetGroup: z.boolean().describe('Whether the group in the application is deleted, too'),
    }),
    output: Nothing,
    example: {
      input: { appId: EXAMPLE_IDS.app, mappingId: EXAMPLE_IDS.pushMapping, deleteTargetGroup: false },
      response: null,
    },
  }),
} satisfies Record<string, ActionDefinition>;
