import { describe, expect, it } from '@jest/globals';
import { identitySourcesScenarios, newSession, newSource, SOURCE_USER } from './identity-sources.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on identity sources', () => {
  const scene = useScene();
  playAll(identitySourcesScenarios, scene);

  it("pass on Okta's reason when a session is open already", async () => {
    const identitySourceId = await newSource(scene());
    await newSession(scene(), identitySourceId);
    const problem = await scene().refusal('create-import-session', { identitySourceId });
    expect(problem).toMatchObject({ code: 'okta_rejected', upstream: { code: 'E0000001' } });
  });

  it('say that a session without data cannot be triggered', async () => {
    const identitySourceId = await newSource(scene());
    const sessionId = await newSession(scene(), identitySourceId);
    const problem = await scene().refusal('trigger-import-session', { identitySourceId, sessionId });
    expect(problem.upstream?.causes).toEqual([expect.stringContaining('IN_PROGRESS')]);
  });

  it('refuse more than 200 users before Okta does', async () => {
    const input = {
      identitySourceId: 'any',
      sessionId: 'any',
      entityType: 'USERS',
      profiles: Array(201).fill(SOURCE_USER),
    };
    const problem = await scene().refusal('bulk-user-import', input);
    expect(problem).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/input/profiles' }] });
    expect(await scene().org.requests()).toEqual([]);
  });

  it('say that an application is no identity source', async () => {
    const problem = await scene().refusal('create-import-session', { identitySourceId: scene().seeded.apps.bookmark });
    expect(problem).toMatchObject({ status: 404, code: 'okta_not_found' });
  });
});
