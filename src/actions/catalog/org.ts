import { z } from 'zod';
import { defineAction } from '../define-action.js';
import { exampleOrg, OrgSetting } from '../../okta/schemas/org.js';
import { ORG_READERS } from '../../okta/schemas/role-sets.js';

export const org = {
  'get-org': defineAction({
    title: 'Get org settings',
    description: 'Reads name, status and contacts of the Okta org: a harmless call that shows that a connection works.',
    route: 'GET /api/v1/org',
    scopes: ['okta.orgs.read'],
    roles: ORG_READERS,
    effect: 'read',
    input: z.strictObject({}),
    output: OrgSetting,
    example: { input: {}, response: exampleOrg },
  }),
};
