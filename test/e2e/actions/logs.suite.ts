import { describe, expect, it } from '@jest/globals';
import { logScenarios } from './logs.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on the System Log', () => {
  const scene = useScene();
  playAll(logScenarios, scene);

  it("pass on Okta's reason when a filter is malformed", async () => {
    const problem = await scene().refusal('search-system-log', { filter: 'eventType is "user.session.start"' });
    expect(problem).toMatchObject({ status: 422, code: 'okta_rejected', upstream: { code: 'E0000053' } });
  });

  it("pass on Okta's reason when the time lies before what the log keeps", async () => {
    const problem = await scene().refusal('get-login-failures', { since: '2020-01-01T00:00:00Z' });
    expect(problem).toMatchObject({
      code: 'okta_rejected',
      upstream: { summary: expect.stringContaining('180 days') },
    });
  });
});
