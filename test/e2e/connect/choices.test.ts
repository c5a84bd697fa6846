import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ConnectScene } from './connect-scene.ts';
import type { Visitor } from './visitor.ts';

let scene: ConnectScene;

beforeAll(async () => {
  scene = await ConnectScene.set();
});
beforeEach(async () => {
  await scene.org.reset();
});
afterEach(() => scene.org.faults.clear());
afterAll(() => scene.strike());

describe('the address', () => {
  async function give(address: string): Promise<Visitor> {
    const visitor = scene.visitor();
    await visitor.open((await scene.session()).url);
    await visitor.send({ address });
    return visitor;
  }

  test.each([
    ['nothing', ' ', 'Enter the address of your Okta org.'],
    ['a placeholder', 'https://{yourOktaDomain}', 'Replace the placeholder'],
    ['an e-mail address', 'ada@acme.example', 'Leave out what stands before the @'],
    ['an IP address', 'https://127.0.0.1/', 'This is not the address of an Okta org'],
    ['a metadata service', 'http://169.254.169.254/latest/meta-data/', 'This is not the address of an Okta org'],
    ['another way to write an IP address', 'https://0x7f.0.0.1/', 'This is not the address of an Okta org'],
    ['two addresses', 'https://acme.okta.com@evil.example/', 'This is not the address of an Okta org'],
    ['a script', 'javascript:alert(1)', 'This is not the address of an Okta org'],
    ["Okta's own site", 'https://www.okta.com', 'This is not the address of an Okta org'],
    ['no such host', 'https://no-such-org.invalid', 'This is not the address of an Okta org'],
    ['text with tags', '<script>alert(1)</script>', 'This is not the address of an Okta org'],
  ])('%s is refused in words, beside the field, and kept in it', async (_, address, words) => {
    const visitor = await give(address);
    expect(visitor.step).toBe('org');
    expect(visitor.errorAt('address')).toContain(words);
    expect(visitor.html).not.toContain('<script>alert');
    await visitor.send({ address: scene.org.url });
    expect(visitor.step).toBe('way');
    await visitor.openStep('org');
    expect(visitor.text).not.toContain('This did not work yet');
  });

  test('of an org that does not answer', async () => {
    await scene.org.faults.add({ kind: 'status', status: 503, path: '^/\\.well-known/okta-organization$', times: 10 });
    const visitor = await give(scene.org.url);
    expect(visitor.text).toContain('Okta could not be reached. ');
    await scene.org.faults.clear();
    await visitor.send({ address: scene.org.url });
    expect(visitor.step).toBe('way');
  });

  test('is looked up so many times, and no more', async () => {
    const visitor = await give('');
    const lookUps = async () =>
      (await scene.org.requests()).filter(({ path }) => path === '/.well-known/okta-organization').length;
    for (let count = 0; count < 32; count += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one person, one after the other
      await visitor.openStep('org');
      // oxlint-disable-next-line no-await-in-loop -- as above
      await visitor.send({ address: scene.org.url });
    }
    await expect(lookUps()).resolves.toBe(30);
    expect(visitor.text).toContain('There were too many tries with this link. Ask for a new link');
  });
});

describe('choices', () => {
  test('of a way that the platform does not want are not taken', async () => {
    const visitor = await scene.atWay({ authTypes: ['authorizationCode'] });
    expect(visitor.text).not.toContain('API token');
    await visitor.send({ way: 'apiToken' });
    expect([visitor.step, visitor.errorAt('way')]).toEqual(['way', 'Choose a way to connect.']);
  });

  test('by task need a task, and know the scopes', async () => {
    const visitor = await scene.atWay();
    await visitor.send({ way: 'keyless' });
    await visitor.send({ preset: 'tasks' });
    expect(visitor.errorAt('preset')).toBe('Choose at least one task.');
    await visitor.send({ preset: 'tasks', more: 'okta.users.read okta.nonsense' });
    expect(visitor.errorAt('more')).toBe('Okta has no scope okta.nonsense.');
    await visitor.send({ preset: 'tasks', 'tasks-people': ['unlock', 'lockout-events'], more: 'okta.brands.read' });
    expect(visitor.step).toBe('setup');
    const scopes = /id="copy-scopes"[^>]*>([\s\S]*?)<\/code/.exec(visitor.html)?.[1]?.trim().split(/\s+/);
    expect(scopes).toEqual(['okta.brands.read', 'okta.eventHooks.manage', 'okta.logs.read', 'okta.users.manage']);
    expect(visitor.text).toContain('okta.users.manage');
    expect(visitor.text).toContain('Unlock user');
  });

  test.each(['permissions', 'setup', 'credentials', 'key', 'consent', 'result', 'done', 'way'])(
    'cannot be jumped over: %s leads back',
    async (step) => {
      const visitor = scene.visitor();
      await visitor.open((await scene.session()).url);
      await visitor.openStep(step);
      expect(visitor.step).toBe('org');
    },
  );
});
