import { describe, expect, it } from '@jest/globals';
import { refusedAuthorization } from '../../../src/okta/refused-authorization.js';

const challenge = (error: string) => ({ 'www-authenticate': `DPoP realm="x", error="${error}"` });
const body = (errorCode: string) => JSON.stringify({ errorCode, errorSummary: 'x' });

describe('refusedAuthorization', () => {
  it.each([
    [401, challenge('invalid_token'), '', { failure: 'token_invalid', part: 'token' }],
    [400, challenge('invalid_request'), '', { failure: 'token_binding', part: 'token' }],
    [400, challenge('use_dpop_nonce'), '', { failure: 'dpop_nonce_required', part: 'proof' }],
    [401, challenge('use_dpop_nonce'), '', { failure: 'dpop_nonce_required', part: 'proof' }],
    [400, challenge('invalid_dpop_proof'), '', { failure: 'dpop_proof_invalid', part: 'proof' }],
    [401, {}, body('E0000011'), { failure: 'token_invalid', part: 'token' }],
    [401, {}, body('E0000015'), undefined],
    [400, {}, body('E0000011'), undefined],
    [403, challenge('insufficient_scope'), '', undefined],
    [403, challenge('invalid_token'), '', undefined],
    [400, {}, body('E0000001'), undefined],
    [200, challenge('invalid_token'), '', undefined],
    [500, challenge('invalid_token'), '', undefined],
  ])('takes %i with %j and %j for %j', (status, headers, text, expected) => {
    expect(refusedAuthorization({ kind: 'answer', status, headers, text })).toEqual(expected);
  });
});
