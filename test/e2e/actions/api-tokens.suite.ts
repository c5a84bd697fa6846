import { describe, expect, it } from '@jest/globals';
import { callApi } from '../../okta-org/api-call.ts';
import { apiTokensScenarios } from './api-tokens.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on API tokens', () => {
  const scene = useScene();
  playAll(apiTokensScenarios, scene);

  it('do not take current for an id: it would revoke the token of the connection', async () => {
    const problem = await scene().refusal('revoke-api-token', { apiTokenId: 'current' });
    expect(problem).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/input/apiTokenId' }] });
    expect(await scene().org.requests()).toEqual([]);
  });

  it('would end it (control)', async () => {
    const { id, token } = await scene().org.createToken();
    const { status } = await callApi(scene().org, 'DELETE', '/api/v1/api-tokens/current', { token });
    expect(status).toBe(204);
    expect(await scene().idsInOkta('/api/v1/api-tokens')).not.toContain(id);
  });

  it('say that there is no such token', async () => {
    const { code } = await scene().refusal('revoke-api-token', { apiTokenId: '00T1a2b3c4d5e6f7g8h9' });
    expect(code).toBe('okta_not_found');
  });
});
