import { describe, expect, it } from '@jest/globals';
import { appIn, applicationsScenarios } from './applications.scenarios.js';
import { playAll, useScene } from './scenario.js';

describe('actions on applications', () => {
  const scene = useScene();
  playAll(applicationsScenarios, scene);

  it("pass on what Okta misses in an application's settings", async () => {
    const input = { label: 'Wiki', name: 'bookmark', signOnMode: 'BOOKMARK' };
    expect(await scene().refusal('create-application', input)).toMatchObject({
      code: 'okta_rejected',
      upstream: { code: 'E0000001', causes: [expect.stringContaining('settings.app.url')] },
    });
  });

  it('pass on that the label is taken', async () => {
    const input = { appId: scene().seeded.apps.bookmark, label: 'Salesforce.com' };
    const { upstream } = await scene().refusal('update-application', {
      ...input,
      settings: { app: { url: 'https://a.example' } },
    });
    expect(upstream).toMatchObject({ code: 'E0000040' });
  });

  it('activate an application again that Okta does not delete', async () => {
    const { bookmark } = scene().seeded.apps;
    const body = { errorCode: 'E0000056', errorSummary: 'Delete application forbidden.', errorCauses: [] };
    await scene().org.faults.add({ kind: 'status', status: 403, body, method: 'DELETE', path: 'apps', times: 1 });
    const answer = await scene().stage.run('delete-application', { appId: bookmark });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'okta_conflict', detail: expect.stringContaining('still there, and ACTIVE again') },
    });
    expect(await appIn(scene(), bookmark)).toMatchObject({ status: 'ACTIVE' });
  });

  it('say that an application may be left inactive', async () => {
    const { bookmark } = scene().seeded.apps;
    await scene().org.faults.add({ kind: 'status', status: 403, method: 'DELETE', path: 'apps' });
    await scene().org.faults.add({ kind: 'status', status: 403, method: 'POST', path: 'lifecycle/activate' });
    const { body } = await scene().stage.run('delete-application', { appId: bookmark });
    expect(body).toMatchObject({
      retryable: false,
      detail: expect.stringContaining('INACTIVE'),
      remedy: expect.stringContaining('activate-application'),
    });
    expect(await appIn(scene(), bookmark)).toMatchObject({ status: 'INACTIVE' });
  });

  it('show a new secret to nobody in a dry run', async () => {
    const oauthClient = { token_endpoint_auth_method: 'client_secret_basic', client_secret: 'Canary-Secret-1842' };
    const credentials = { oauthClient, password: { value: 'Canary-Password-1842' } };
    const body = { input: { label: 'Console', signOnMode: 'OPENID_CONNECT', credentials } };
    const path = `/v1/connections/${scene().stage.connectionId}/actions/create-application?dryRun=true`;
    const { status, text } = await scene().stage.service.send('POST', path, { body });
    expect([status, text.includes('Canary')]).toEqual([200, false]);
    expect(text).toContain('client_secret_basic');
  });

  it('refuse at Okta to delete an active application directly (control)', async () => {
    const { status, errorCode } = await scene().call('DELETE', `/api/v1/apps/${scene().seeded.apps.bookmark}`);
    expect([status, errorCode]).toEqual([403, 'E0000056']);
  });
});
