import type { ActionDefinition } from '../define-action.js';
import { defineCustomAction } from '../define-custom-action.js';

export const generic = {
  'custom-api-action': defineCustomAction({
    title: 'Custom API action',
    description:
      "Sends a request of your own to Okta's API and gives the answer as it is, refusals (4xx) included. No scope is checked before, and what the request changes is up to it.",
    roles: ['SUPER_ADMIN'],
    example: {
      input: { method: 'GET', path: '/api/v1/groups', query: { q: 'Engineering', limit: 1 } },
      response: {
        status: 200,
        headers: { 'content-type': 'application/json', 'x-rate-limit-limit': '600', 'x-rate-limit-remaining': '599' },
        body: [{ id: '00g1a2b3c4d5e6f7g8h9', type: 'OKTA_GROUP', profile: { name: 'Engineering' } }],
      },
    },
  }),
} satisfies Record<string, ActionDefinition>;
