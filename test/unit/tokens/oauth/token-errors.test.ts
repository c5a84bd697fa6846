import { expect, test } from '@jest/globals';
import {
  noTokensYet,
  reauthorizationRequired,
  refusalNotConfirmed,
  stillFailing,
  tokenNotInTime,
} from '../../../../src/tokens/oauth/token-errors.js';

test('a lost authorization says why, and how it is given again', () => {
  const { code, message, details } = reauthorizationRequired('rotation_lost');
  expect([code, message]).toEqual(['reauthorization_required', expect.stringContaining('(rotation_lost)')]);
  expect(details.remedy).toContain('POST /v1/connections/{id}/authorize');
  expect(reauthorizationRequired('revoked').message).toContain('(revoked)');
  expect(message).not.toContain('undefined');
});

test('a consent that was not given yet is asked for', () => {
  const { code, details } = noTokensYet();
  expect(code).toBe('connection_not_ready');
  expect(details.remedy).toContain('POST /v1/connections/{id}/authorize');
});

test.each([
  [-5, 1],
  [0, 1],
  [1_000, 1],
  [1_001, 2],
  [2_500, 3],
])('a wait of %d ms is told as %d whole seconds', (ms, seconds) => {
  for (const error of [tokenNotInTime(ms), refusalNotConfirmed(ms), stillFailing('overloaded', ms)]) {
    expect([error.code, error.details]).toEqual(['overloaded', { retryAfterSeconds: seconds }]);
  }
});

test('the failure of before keeps its code, if that is still one of ours', () => {
  expect(stillFailing('okta_timeout', 1).code).toBe('okta_timeout');
  expect(stillFailing('okta_gone', 1).code).toBe('overloaded');
  expect(stillFailing(undefined, 1).code).toBe('overloaded');
});
