import { done } from './define-event-trigger.js';

/** API tokens (SSWS) of the org. */
export const apiTokenTriggers = {
  'api-token-created': done({
    title: 'API token created',
    eventTypes: ['system.api_token.create'],
    when: 'an administrator makes an API token (SSWS)',
    note: 'Not for OAuth access tokens, which are app.oauth2.* events.',
    targets: { Token: 'the token: its id and name, never its value' },
    example: { message: 'Create API token' },
  }),

  'api-token-revoked': done({
    title: 'API token revoked',
    eventTypes: ['system.api_token.revoke'],
    when: 'an API token (SSWS) is revoked',
    note: 'A token that expires because nobody used it is not revoked.',
    targets: { Token: 'the token: its id and name, never its value' },
    example: { message: 'Revoke API token' },
  }),
};
