import { describe, expect, it } from '@jest/globals';
import { ConnectorError } from '../../../../src/core/errors.js';
import type { ExchangeAnswer, ExchangeFailure } from '../../../../src/okta/exchange.js';
import { classifyTokenFailure } from '../../../../src/okta/oauth/token-failure.js';

const context = { dpop: 'allowed', secrets: [] as string[], now: Date.UTC(2026, 0, 1), random: 0 } as const;

const answer = (status: number, body: unknown, headers: ExchangeAnswer['headers'] = {}): ExchangeAnswer => ({
  kind: 'answer',
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const oauth = (status: number, error: string, description = 'Okta says why.') =>
  answer(status, { error, error_description: description });
const okta = (status: number, errorCode: string) => answer(status, { errorCode, errorSummary: 'Okta says why.' });
const lost = (changes: Partial<ExchangeFailure>): ExchangeFailure => ({
  kind: 'failure',
  reason: 'connection',
  sent: true,
  error: new Error('gone'),
  ...changes,
});

describe('classifyTokenFailure', () => {
  it.each([
    ['refused connection', lost({ sent: false }), 'notProcessed', 'okta_unavailable'],
    ['no time to send', lost({ sent: false, reason: 'timeout' }), 'notProcessed', 'okta_timeout'],
    ['reset after sending', lost({}), 'unknown', 'okta_unavailable'],
    ['timeout after sending', lost({ reason: 'timeout' }), 'unknown', 'okta_timeout'],
    ['endless answer', lost({ reason: 'tooLarge' }), 'unknown', 'okta_unavailable'],
    ['429 of a bucket', okta(429, 'E0000047'), 'notProcessed', 'okta_rate_limited'],
    ['429 with invalid_grant', oauth(429, 'invalid_grant'), 'notProcessed', 'okta_rate_limited'],
    ['500', oauth(500, 'server_error'), 'unknown', 'okta_unavailable'],
    ['500 with invalid_grant', oauth(500, 'invalid_grant'), 'unknown', 'okta_unavailable'],
    ['502 of a front server', answer(502, '<html>'), 'unknown', 'okta_unavailable'],
    ['503 in read-only mode', okta(503, 'E0000010'), 'notProcessed', 'okta_unavailable'],
    ['408', answer(408, ''), 'unknown', 'okta_unavailable'],
    ['200 without tokens', answer(200, '<html>'), 'unknown', 'okta_unavailable'],
    ['400 temporarily_unavailable', oauth(400, 'temporarily_unavailable'), 'unknown', 'okta_unavailable'],
    ['400 use_dpop_nonce again', oauth(400, 'use_dpop_nonce'), 'notProcessed', 'okta_unavailable'],
    ['400 invalid_grant', oauth(400, 'invalid_grant'), 'invalidGrant', 'reauthorization_required'],
    ['400 login_required', oauth(400, 'login_required'), 'invalidGrant', 'reauthorization_required'],
    ['400 interaction_required', oauth(400, 'interaction_required'), 'invalidGrant', 'reauthorization_required'],
    ['401 invalid_client', oauth(401, 'invalid_client'), 'refused', 'invalid_credentials'],
    ['400 unauthorized_client', oauth(400, 'unauthorized_client'), 'refused', 'invalid_credentials'],
    ['400 unsupported_grant_type', oauth(400, 'unsupported_grant_type'), 'refused', 'invalid_credentials'],
    ['400 invalid_dpop_proof', oauth(400, 'invalid_dpop_proof'), 'refused', 'invalid_credentials'],
    ['400 invalid_scope', oauth(400, 'invalid_scope'), 'refused', 'invalid_scope'],
    ['400 consent_required', oauth(400, 'consent_required'), 'refused', 'consent_required'],
    ['400 access_denied', oauth(400, 'access_denied'), 'refused', 'consent_required'],
    ['403 access_denied', oauth(403, 'access_denied'), 'refused', 'consent_required'],
    ['400 invalid_request', oauth(400, 'invalid_request'), 'refused', 'okta_rejected'],
    ['400 with an error of tomorrow', oauth(400, 'constructor'), 'refused', 'okta_rejected'],
    ['302', answer(302, ''), 'notProcessed', 'okta_unavailable'],
    ['403 of a firewall', answer(403, '<html>'), 'notProcessed', 'okta_unavailable'],
    ['404 of a front server', answer(404, { status: 404, message: 'no' }), 'notProcessed', 'okta_unavailable'],
  ])('takes %s for %#', (_, result, failure, code) => {
    const classified = classifyTokenFailure(result, context);
    expect([classified.failure, classified.error.code]).toEqual([failure, code]);
    expect(classified.error.details.remedy).toMatch(/\w/);
  });

  it("shows Okta's own words and the request id, and where to mend it", () => {
    const { error } = classifyTokenFailure(
      { ...oauth(401, 'invalid_client', 'The key id is wrong.'), headers: { 'x-okta-request-id': 'req1' } },
      context,
    );
    expect(error.details.upstream).toEqual({
      status: 401,
      code: 'invalid_client',
      summary: 'The key id is wrong.',
      requestId: 'req1',
    });
    expect(error.details.remedy).toContain('Admin Console');
  });

  it('says how long a 429 asks to wait', () => {
    const headers = { 'x-rate-limit-limit': '10', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '1767225605' };
    const { error } = classifyTokenFailure(answer(429, {}, headers), context);
    expect([error.details.retryAfterSeconds, error.retryable]).toEqual([6, true]);
    const busy = { ...headers, 'x-rate-limit-limit': '0' };
    expect(classifyTokenFailure(answer(429, {}, busy), context).error.message).toContain('at once');
  });

  it('names the setting where the app insists on DPoP and the connection forbids it', () => {
    const forbidden = { ...context, dpop: 'forbidden' as const };
    const { error } = classifyTokenFailure(oauth(400, 'invalid_dpop_proof'), forbidden);
    expect(error.details.remedy).toContain('Set dpop to auto');
    expect(classifyTokenFailure(oauth(400, 'invalid_dpop_proof'), context).error.details.remedy).not.toContain('auto');
  });

  it('keeps secrets out of the error where the answer repeats them, also at the edge of what is shown', () => {
    const secrets = ['s3cr3t-value', ''];
    const description = `bad s3cr3t-value ${'x'.repeat(480)} s3cr3t-value`;
    const { error } = classifyTokenFailure(oauth(401, 'invalid_client', description), { ...context, secrets });
    expect(error.details.upstream?.summary).toContain('bad *** x');
    expect(JSON.stringify(error.details)).not.toContain('s3cr');
    const control = classifyTokenFailure(oauth(401, 'invalid_client', description), context);
    expect(JSON.stringify(control.error.details)).toContain('s3cr3t-value');
  });

  it('shows nothing of an answer that holds tokens', () => {
    const { error } = classifyTokenFailure(answer(200, { access_token: 'at', error_description: 'at' }), context);
    expect(error.details.upstream).toEqual({ status: 200 });
  });

  it('passes on why the guard refused the connection', () => {
    const error = new ConnectorError('url_not_allowed', 'No.');
    expect(classifyTokenFailure(lost({ sent: false, error }), context)).toEqual({
      kind: 'failure',
      failure: 'notProcessed',
      error,
    });
  });
});
