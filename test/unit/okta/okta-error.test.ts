import { describe, expect, it } from '@jest/globals';
import { fc } from '../../support/fast-check.js';
import { readFileSync } from 'node:fs';
import type { ErrorCode } from '../../../src/core/errors.js';
import { mapOktaError } from '../../../src/okta/okta-error.js';

const CATALOGUE: { errorCodes: { errorCode: string; status: number }[] } = JSON.parse(
  readFileSync(new URL('../../vendor/okta-error-codes.json', import.meta.url), 'utf8'),
);

const body = (errorCode: string, more: object = {}) =>
  JSON.stringify({
    errorCode,
    errorSummary: `Summary of ${errorCode}`,
    errorLink: errorCode,
    errorId: 'oae1',
    errorCauses: [],
    ...more,
  });

const map = (status: number, text = '', headers: Record<string, string> = {}) =>
  mapOktaError({ status, headers, text });

const CASES: [number, string, ErrorCode][] = [
  [400, 'E0000001', 'okta_rejected'],
  [400, 'E0000003', 'okta_rejected'],
  [400, 'E0000021', 'okta_rejected'],
  [400, 'E0000029', 'okta_rejected'],
  [400, 'E0000031', 'okta_rejected'],
  [400, 'E0000053', 'okta_rejected'],
  [400, 'E0000242', 'okta_conflict'],
  [401, 'E0000004', 'reauthorization_required'],
  [401, 'E0000011', 'reauthorization_required'],
  [401, 'E0000015', 'feature_not_enabled'],
  [401, 'E0000064', 'okta_rejected'],
  [403, 'E0000005', 'reauthorization_required'],
  [403, 'E0000006', 'insufficient_role'],
  [403, 'E0000014', 'okta_rejected'],
  [403, 'E0000015', 'feature_not_enabled'],
  [403, 'E0000016', 'okta_conflict'],
  [403, 'E0000023', 'okta_rejected'],
  [403, 'E0000032', 'okta_conflict'],
  [403, 'E0000038', 'okta_conflict'],
  [403, 'E0000056', 'okta_conflict'],
  [403, 'E0000068', 'okta_rejected'],
  [403, 'E0000069', 'okta_conflict'],
  [403, 'E0000077', 'okta_rejected'],
  [403, 'E0000078', 'okta_rejected'],
  [403, 'E0000117', 'okta_conflict'],
  [403, 'E0000150', 'okta_rate_limited'],
  [404, 'E0000007', 'okta_not_found'],
  [404, 'E0000008', 'okta_not_found'],
  [405, 'E0000022', 'okta_rejected'],
  [409, 'E0000062', 'okta_conflict'],
  [409, 'E0000112', 'okta_conflict'],
  [409, 'E0000195', 'okta_conflict'],
  [410, 'E0000156', 'okta_not_found'],
  [412, 'E0000231', 'okta_conflict'],
  [414, 'E0000256', 'okta_rejected'],
  [423, 'E0000239', 'okta_conflict'],
  [429, 'E0000047', 'okta_rate_limited'],
  [429, 'E0000109', 'okta_rate_limited'],
  [500, 'E0000009', 'okta_unavailable'],
  [501, 'E0000060', 'okta_rejected'],
  [502, 'E0000240', 'okta_unavailable'],
  [503, 'E0000010', 'okta_unavailable'],
  [504, 'E0000241', 'okta_unavailable'],
];

describe('mapOktaError', () => {
  it.each(CASES)('maps %i %s to %s', (status, errorCode, code) => {
    const error = map(status, body(errorCode));
    expect(error.code).toBe(code);
    expect(error.details.upstream).toEqual({ status, code: errorCode, summary: `Summary of ${errorCode}` });
  });

  it.each([
    [400, 'okta_rejected'],
    [401, 'reauthorization_required'],
    [403, 'okta_rejected'],
    [404, 'okta_not_found'],
    [409, 'okta_conflict'],
    [411, 'okta_rejected'],
    [418, 'okta_rejected'],
    [429, 'okta_rate_limited'],
    [500, 'okta_unavailable'],
    [503, 'okta_unavailable'],
    [302, 'okta_unavailable'],
  ])('maps an empty %i to %s', (status, code) => {
    expect(map(status).code).toBe(code);
  });

  it("gives every code of Okta's catalogue an error that fits its status", () => {
    for (const { errorCode, status } of CATALOGUE.errorCodes.filter((entry) => entry.status >= 400)) {
      const error = map(status, body(errorCode));
      expect(error.code).not.toBe('internal_error');
      expect(error.code === 'okta_unavailable').toBe(status >= 500 && status !== 501);
    }
  });

  it.each([
    ['E0000112', 409],
    ['E0000239', 423],
    ['E0000249', 409],
    ['E0000253', 409],
    ['E0000254', 409],
    ['E0000268', 409],
  ])('says that %s passes', (errorCode, status) => {
    expect(map(status, body(errorCode)).retryable).toBe(true);
  });

  it.each([
    ['E0000062', 409],
    ['E0000038', 403],
    ['E0000001', 400],
  ])('says that %s stays', (errorCode, status) => {
    expect(map(status, body(errorCode)).retryable).toBe(false);
  });

  it('names the missing scopes of an empty 403', () => {
    const challenge =
      'Bearer realm="x", scope="okta.groups.read", error="insufficient_scope", error_description="No scope"';
    const error = map(403, '', { 'www-authenticate': challenge, 'x-okta-request-id': 'req1' });
    expect(error.code).toBe('insufficient_scope');
    expect(error.message).toContain('okta.groups.read');
    expect(error.details.missingScopes).toEqual(['okta.groups.read']);
    expect(error.details.upstream).toEqual({
      status: 403,
      code: 'insufficient_scope',
      summary: 'No scope',
      requestId: 'req1',
    });
  });

  it('tells the two meanings of 403 apart: scope missing and admin role missing', () => {
    const scope = map(403, '', { 'www-authenticate': 'Bearer scope="okta.users.read", error="insufficient_scope"' });
    const role = map(403, body('E0000006'));
    expect([scope.code, role.code]).toEqual(['insufficient_scope', 'insufficient_role']);
    expect(scope.details.remedy).not.toBe(role.details.remedy);
  });

  it.each([
    ['DPoP error="invalid_dpop_proof"', 'okta_unavailable'],
    ['DPoP error="use_dpop_nonce"', 'okta_unavailable'],
    ['DPoP error="invalid_request"', 'reauthorization_required'],
  ])('maps an empty 400 with %s to %s', (challenge, code) => {
    expect(map(400, '', { 'www-authenticate': challenge }).code).toBe(code);
  });

  it('maps a 401 with invalid_token in the header', () => {
    expect(map(401, '', { 'www-authenticate': 'Bearer error="invalid_token"' }).code).toBe('reauthorization_required');
  });

  it('reads the body of the front server, which is not an Okta error', () => {
    const error = map(404, '{"status":404,"message":"Not Found"}');
    expect([error.code, error.details.upstream]).toEqual(['okta_not_found', { status: 404, summary: 'Not Found' }]);
  });

  it('reads an OAuth error body', () => {
    const error = map(400, '{"error":"invalid_client_metadata","error_description":"Bad uri"}');
    expect(error.details.upstream).toEqual({ status: 400, code: 'invalid_client_metadata', summary: 'Bad uri' });
  });

  it.each([
    [
      'a list',
      [{ errorSummary: 'login: taken' }, { errorSummary: 'email: bad', reason: 'x' }],
      ['login: taken', 'email: bad'],
    ],
    ['a single object', { errorSummary: 'one' }, ['one']],
    ['texts', ['a', 'b'], ['a', 'b']],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['numbers', [1, null, {}], undefined],
  ])('reads errorCauses that are %s', (_, errorCauses, causes) => {
    expect(map(400, body('E0000001', { errorCauses })).details.upstream?.causes).toEqual(causes);
  });

  it.each([
    ['<html><body>502 Bad Gateway</body></html>'],
    ['{"errorCode":'],
    ['null'],
    ['[]'],
    ['"x"'],
    ['1'],
    [`{"a":"${'x'.repeat(1_200_000)}"}`],
  ])('bears a body that is no error object', (text) => {
    expect(map(502, text).details.upstream).toEqual({ status: 502 });
  });

  it('caps texts and takes control characters out', () => {
    const errorSummary = `a\u0000\r\nb\u001b[31m${'x'.repeat(2_000)}`;
    const errorCauses = Array.from({ length: 100 }, () => ({ errorSummary: 'y'.repeat(2_000) }));
    const { upstream } = map(400, body('E0000001', { errorSummary, errorCauses })).details;
    expect(upstream?.summary).toMatch(/^a b \[31mx+…$/);
    expect(upstream?.summary).toHaveLength(500);
    expect(upstream?.causes).toHaveLength(20);
    expect(Math.max(...(upstream?.causes ?? []).map((cause) => cause.length))).toBe(500);
  });

  it.each([
    [500, 'E0000004', 'okta_unavailable'],
    [503, 'E0000006', 'okta_unavailable'],
    [429, 'E0000011', 'okta_rate_limited'],
  ])('believes the status %i rather than %s: the credentials are not to blame', (status, errorCode, code) => {
    expect(map(status, body(errorCode)).code).toBe(code);
  });

  it('carries how long a 429 asks to wait', () => {
    const error = mapOktaError({ status: 429, headers: {}, text: body('E0000047'), retryAfterMs: 20_100 });
    expect([error.details.retryAfterSeconds, error.retryable]).toEqual([21, true]);
  });

  it('leaves out a request id that is none', () => {
    expect(map(400, '', { 'x-okta-request-id': 'a\r\nb' }).details.upstream).toEqual({ status: 400 });
  });

  it('has words for a person in every remedy and detail', () => {
    for (const [status, errorCode] of CASES) {
      const { message, details } = map(status, body(errorCode));
      expect(message).toMatch(/^[A-Z].*\.$/);
      expect(details.remedy ?? 'None.').toMatch(/^[A-Z].*\.$/);
    }
  });

  it('bears any answer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 599 }),
        fc.oneof(fc.json(), fc.string()),
        fc.string(),
        (status, text, challenge) => {
          const error = mapOktaError({ status, text, headers: { 'www-authenticate': challenge } });
          expect(error.details.upstream?.status).toBe(status);
        },
      ),
    );
  });
});
