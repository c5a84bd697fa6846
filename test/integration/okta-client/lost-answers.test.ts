import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientScene, GET, POST } from './client-scene.js';
import { text, ok, error, resetConnection, hang, truncate, drip, type Respond } from './fault-server.js';

let scene: ClientScene;

beforeEach(async () => {
  scene = await ClientScene.start();
});

afterEach(async () => scene.stop());

describe('OktaClient, when the answer is lost,', () => {
  const faults: [string, Respond, string][] = [
    ['500', error(500, 'E0000009'), 'okta_unavailable'],
    ['502 with HTML', text(502, '<html>Bad gateway</html>'), 'okta_unavailable'],
    ['503 without a body', text(503), 'okta_unavailable'],
    ['a reset', resetConnection, 'okta_unavailable'],
    ['a truncated body', truncate, 'okta_unavailable'],
  ];

  it.each(faults)('asks a second time after %s where that does no harm', async (_, fault) => {
    scene.okta.plays(fault, ok);
    await expect(scene.send(GET)).resolves.toMatchObject({ attempts: 2 });
    expect(scene.sleeps).toEqual([125]);
  });

  it.each(faults)('gives up after three times %s', async (_, fault, code) => {
    scene.okta.plays(fault);
    expect(await scene.failure(GET)).toMatchObject({ code, retryable: true });
    expect([scene.okta.seen.length, scene.attempts]).toEqual([3, 3]);
  });

  it.each(faults)('never repeats a POST after %s', async (_, fault) => {
    scene.okta.plays(fault, ok);
    const unknown = await scene.failure(POST);
    expect([unknown.code, unknown.retryable, scene.okta.seen.length]).toEqual(['outcome_unknown', false, 1]);
    expect(unknown.details.remedy).toMatch(/^Look in Okta/);
  });

  it('repeats a POST that is said to be idempotent', async () => {
    scene.okta.plays(resetConnection, ok);
    await expect(scene.send({ ...POST, idempotent: true })).resolves.toMatchObject({ attempts: 2 });
  });

  it.each([
    ['hangs', hang],
    ['drips', drip],
  ])('ends at its deadline when Okta %s', async (_, fault) => {
    scene.okta.plays(fault);
    expect((await scene.failure(GET, { totalTimeoutMs: 150 })).code).toBe('okta_timeout');
    expect((await scene.failure(POST, { totalTimeoutMs: 1_000 })).code).toBe('outcome_unknown');
  });

  it('knows that read-only mode has done nothing', async () => {
    scene.okta.plays(error(503, 'E0000010'), ok);
    await expect(scene.send(POST)).resolves.toMatchObject({ attempts: 2 });
    scene.okta.seen.length = 0;
    scene.okta.plays(error(503, 'E0000010'));
    expect(await scene.failure(POST)).toMatchObject({ code: 'okta_unavailable', retryable: true });
  });
});
