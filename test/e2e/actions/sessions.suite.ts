import { describe, expect, it } from '@jest/globals';
import { playAll, useScene } from './scenario.js';
import { sessionScenarios } from './sessions.scenarios.js';

describe('actions on sessions, tokens and grants', () => {
  const scene = useScene();
  playAll(sessionScenarios, scene);

  it('say that Okta does not know the user', async () => {
    expect(await scene().refusal('clear-user-sessions', { userId: 'nobody@acme.example' })).toMatchObject({
      status: 404,
      code: 'okta_not_found',
      upstream: { code: 'E0000007' },
    });
  });

  it('say that the org lacks Universal Logout, and the session goes on', async () => {
    await scene().org.settings({ featureOff: 'global-token-revocation' });
    const { users, sessionId } = scene().seeded;
    const problem = await scene().refusal('universal-logout', { sub_id: { format: 'opaque', id: users.active } });
    expect(problem).toMatchObject({ status: 501, code: 'feature_not_enabled', remedy: expect.any(String) });
    expect(await scene().exists(`/api/v1/sessions/${sessionId}`)).toBe(true);
  });
});
