import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCli } from '../../support/run-cli.js';
import { CommandScene } from './command-scene.ts';

let scene: CommandScene;
let acme: string;
let beta: string;
let consented: { id: string; clientId: string };
beforeAll(async () => {
  scene = await CommandScene.set();
  acme = await scene.connection('acme', 'Acme by token');
  beta = await scene.connection('beta', 'Beta by token');
  consented = await scene.consented('acme', 'Acme by consent');
});
afterAll(() => scene.strike());

const ids = (stdout: string) => stdout.match(/con_[0-9a-f]{32}/g) ?? [];

describe('connections list', () => {
  test('shows the connections of all tenants', async () => {
    const all = await scene.cli('connections', 'list');
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout.split('\n')[0]).toMatch(/^TENANT +ID +STATUS +AUTH +DOMAIN +NAME +REAUTHORIZE BEFORE$/);
    expect(ids(all.stdout).toSorted()).toEqual([acme, beta, consented.id].toSorted());
    expect(all.stdout).toMatch(/^acme .* active +authorizationCode .* Acme by consent +\d{4}-/m);
  });

  test('of one tenant and status, with --json as the API shows them, without secrets', async () => {
    const filter = ['--tenant', 'acme', '--status', 'active', '--json'];
    const { code, stdout } = await scene.cli('connections', 'list', ...filter);
    const shown = (await scene.service.send<{ data: unknown }>('GET', '/v1/connections')).body;
    expect([code, JSON.parse(stdout)]).toEqual([0, shown.data]);
    expect(stdout).not.toContain(scene.org.apiToken);
  });

  test.each([
    ['a status that is none', ['list', '--status', 'broken'], 'Allowed choices'],
    ['a tenant that is none', ['list', '--tenant', 'a/b'], 'A-Z a-z 0-9'],
    ['no connection', ['test', 'acme'], 'missing required argument'],
    ['a command that is none', ['enable', 'acme', 'con_1'], 'unknown command'],
  ])('refuses %s with exit code 2', async (_, args, reason) => {
    const result = await scene.cli('connections', ...args);
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(reason) });
  });

  test('says that the database is away, exit code 1, without the password', async () => {
    const url = 'postgres://okta_connector:canary@127.0.0.1:1/none';
    const result = await runCli(['connections', 'list'], { ...scene.env, DATABASE_URL: url });
    expect(result).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Check DATABASE_URL') });
    expect(result.stderr).not.toContain('canary');
  });
});

describe('connections test', () => {
  test('prints what the doctor finds, and enters it in the audit trail', async () => {
    const { code, stdout } = await scene.cli('connections', 'test', 'beta', beta);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^pass {2}Okta org .* is org 00o/m);
    expect(stdout).toMatch(/^pass {2}Credentials +Okta accepts the credentials\.$/m);
    expect(await scene.audit('beta', 'connection.tested')).toMatchObject([{ actor: 'operator', outcome: 'succeeded' }]);
  });

  test('like the others is about a connection of that tenant: another one, or none, is unknown', async () => {
    const commands = [
      ['test', acme],
      ['refresh', acme],
      ['disable', 'con_unknown'],
    ];
    const stderr = 'There is no such connection. GET /v1/connections lists them.\n';
    for (const [command = '', id = ''] of commands) {
      await expect(scene.cli('connections', command, 'beta', id)).resolves.toEqual({ code: 1, stdout: '', stderr });
    }
  });
});

describe('connections refresh', () => {
  test('gets new tokens, also twice at once, and never by two requests at once', async () => {
    const before = await scene.service.send<{ tokenExpiresAt: string }>('GET', `/v1/connections/${consented.id}`);
    const results = await Promise.all([1, 2].map(() => scene.cli('connections', 'refresh', 'acme', consented.id)));
    for (const { code, stdout } of results) {
      expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/is new; .*\nThe consent ends at /s) });
    }
    const { requests } = await scene.org.oauth.stats(consented.clientId);
    const refreshes = requests.filter(({ grantType }) => grantType === 'refresh_token');
    expect(refreshes.length).toBeGreaterThan(0);
    expect(requests.map(({ overlaps }) => overlaps)).toEqual(requests.map(() => 0));
    const after = await scene.service.send<{ tokenExpiresAt: string; status: string }>(
      'GET',
      `/v1/connections/${consented.id}`,
    );
    expect(after.body.status).toBe('active');
    expect(after.body.tokenExpiresAt > before.body.tokenExpiresAt).toBe(true);
    expect(await scene.audit('acme', 'connection.refreshed')).toEqual(
      [1, 2].map(() =>
        expect.objectContaining({ actor: 'operator', outcome: 'succeeded', connectionId: consented.id }),
      ),
    );
  });

  test('says that an API token needs none, exit code 1', async () => {
    const result = await scene.cli('connections', 'refresh', 'acme', acme);
    expect(result).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('needs no access token') });
  });

  test('that fails is in the audit trail too, exit code 1', async () => {
    const { id, clientId } = await scene.consented('gamma', 'Revoked');
    await scene.org.oauth.revoke({ clientId, kind: 'refresh' });
    const result = await scene.cli('connections', 'refresh', 'gamma', id);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(await scene.audit('gamma', 'connection.refreshed')).toMatchObject([
      { actor: 'operator', outcome: 'failed' },
    ]);
  });
});

describe('connections disable', () => {
  test('ends the use of the connection in every replica', async () => {
    const read = () =>
      scene.service.send<{ code?: string }>('POST', `/v1/connections/${beta}/actions/list-users`, {
        tenant: 'beta',
        body: { input: {} },
      });
    expect((await read()).status).toBe(200);
    const { code, stdout } = await scene.cli('connections', 'disable', 'beta', beta);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('is disabled') });
    await expect(read()).resolves.toMatchObject({ status: 409, body: { code: 'connection_not_ready' } });
    expect(await scene.audit('beta', 'connection.disabled')).toMatchObject([{ actor: 'operator' }]);
    const listed = await scene.cli('connections', 'list', '--status', 'disabled');
    expect(ids(listed.stdout)).toEqual([beta]);
  });
});
