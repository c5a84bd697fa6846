import { z } from 'zod';
import { defineAction } from '../define-action.js';
import { EXAMPLE_IDS, UserId } from '../../okta/schemas/ids.js';
import { ORG_MANAGERS, ORG_READERS } from '../../okta/schemas/role-sets.js';
import { exampleUserRisk, UserRisk } from '../../okta/schemas/user-risk.js';
import { USER_BY_LOGIN } from './user-by-login.js';

const PROTECTION = { product: 'Identity Threat Protection', lookUps: USER_BY_LOGIN, output: UserRisk } as const;

export const risk = {
  'get-user-risk': defineAction({
    ...PROTECTION,
    scopes: ['okta.userRisk.read'],
    roles: ORG_READERS,
    title: 'Get user risk level',
    description: 'Reads how risky a user is: HIGH, MEDIUM, LOW, or NONE where nothing is known.',
    route: 'GET /api/v1/users/{userId}/risk',
    effect: 'read',
    input: z.strictObject({ userId: UserId }),
    example: { input: { userId: EXAMPLE_IDS.ada }, response: exampleUserRisk },
  }),

  'set-user-risk': defineAction({
    ...PROTECTION,
    scopes: ['okta.userRisk.manage'],
    roles: ORG_MANAGERS,
    title: 'Set user risk level',
    description:
      'Sets how risky a user is, whereupon the policies of the org may end sessions or ask for more. Set LOW to reverse it.',
    route: 'PUT /api/v1/users/{userId}/risk',
    effect: 'write',
    input: z.strictObject({
      userId: UserId,
      riskLevel: z.enum(['HIGH', 'MEDIUM', 'LOW']).describe('The new level'),
      riskReason: z
        .string()
        .max(500)
        .regex(/^[a-zA-Z0-9\s\-,.]*$/, 'may hold letters, digits, spaces, hyphens, commas and periods')
        .optional()
        .describe('Why; override.by.admin where omitted'),
    }),
    example: {
      input: { userId: EXAMPLE_IDS.ada, riskLevel: 'HIGH', riskReason: 'Laptop reported stolen' },
      response: exampleUserRisk,
    },
  }),
};
