import { expect } from '@jest/globals';
import type { eventHooks } from '../../../src/actions/catalog/event-hooks.js';
import { HookReceiver } from './hook-receiver.js';
import type { Scenario } from './scenario.js';
import { idsOf, type Scene } from './scene.js';

const HOOKS = '/api/v1/eventHooks';
export const SECRET = 'a long random secret';

interface Hook {
  id: string;
  status: string;
  verificationStatus: string;
}

/** A hook as a request describes it. */
export const hookAt = (uri: string, change: object = {}) => ({
  name: 'Joiners and leavers',
  events: { type: 'EVENT_TYPE', items: ['user.lifecycle.create', 'user.lifecycle.deactivate'] },
  channel: channelTo(uri),
  ...change,
});

export const channelTo = (uri: string) => ({
  type: 'HTTP',
  version: '1.0.0',
  config: {
    uri,
    headers: [{ key: 'x-region', value: 'eu' }],
    authScheme: { type: 'HEADER', key: 'authorization', value: SECRET },
  },
});

/** Makes a hook in the org itself; gives its path there and its id. */
export async function makeHook(scene: Scene, hook: object): Promise<{ id: string; path: string }> {
  const { status, body } = await scene.call('POST', HOOKS, hook);
  expect(status).toBe(200);
  const { id } = body as Hook;
  return { id, path: `${HOOKS}/${id}` };
}

/** Makes a hook that has passed its challenge. */
export async function makeVerifiedHook(scene: Scene, hook: object): Promise<{ id: string; path: string }> {
  const made = await makeHook(scene, hook);
  expect((await scene.call('POST', `${made.path}/lifecycle/verify`)).status).toBe(200);
  return made;
}

export const hookStates = async (scene: Scene, path: string) => {
  const { status, verificationStatus } = await scene.okta<Hook>(path);
  return [status, verificationStatus];
};

const URI = 'https://hooks.example.com/okta/42';

const reading = {
  'list-event-hooks': {
    does: "lists the org's own hooks, without their secrets",
    changed: false,
    async play(run, scene) {
      const ids = [(await makeHook(scene, hookAt(URI))).id, (await makeHook(scene, hookAt(URI, { name: 'B' }))).id];
      const hooks = await run<Hook[]>({});
      expect(idsOf(hooks)).toEqual(ids);
      expect(hooks).toEqual(await scene.okta(HOOKS));
      expect(JSON.stringify(hooks)).not.toContain(SECRET);
    },
  },

  'get-event-hook': {
    does: "gives the org's own object, without its secret",
    changed: false,
    async play(run, scene) {
      const { id, path } = await makeHook(scene, hookAt(URI));
      const hook = await run({ eventHookId: id });
      expect(hook).toEqual(await scene.okta(path));
      expect(JSON.stringify(hook)).not.toContain(SECRET);
    },
  },
} satisfies Partial<Record<keyof typeof eventHooks, Scenario>>;

const changing = {
  'create-event-hook': {
    does: 'makes a hook with conditions, active and not yet verified',
    changed: true,
    async play(run, scene) {
      const condition = { expression: "event.outcome.result eq 'SUCCESS'" };
      const filter = { eventFilterMap: [{ event: 'user.lifecycle.create', condition }] };
      const events = { type: 'EVENT_TYPE', items: ['user.lifecycle.create'], filter };
      const hook = await run<Hook>(hookAt(URI, { events, description: 'For the office' }));
      expect(hook).toMatchObject({ status: 'ACTIVE', verificationStatus: 'UNVERIFIED', description: 'For the office' });
      expect(hook).toMatchObject({ events: { filter: { eventFilterMap: [{ condition }] } } });
      expect(await scene.okta(`${HOOKS}/${hook.id}`)).toEqual(hook);
    },
  },

  'update-event-hook': {
    does: 'changes the events and keeps name, description, conditions, channel and verification',
    changed: true,
    async play(run, scene) {
      await HookReceiver.during(async ({ url }) => {
        const { id, path } = await makeVerifiedHook(scene, hookAt(url, { description: 'For the office' }));
        const before = await scene.okta<object>(path);
        const events = { type: 'EVENT_TYPE', items: ['user.session.start'] };
        const output = await run({ eventHookId: id, events, channel: channelTo(url) });
        expect(output).toEqual(await scene.okta(path));
        expect(output).toEqual({
          ...before,
          events: { ...events, filter: null },
          lastUpdated: expect.any(String),
        });
      });
    },
  },

  'verify-event-hook': {
    does: 'lets the org challenge the receiver, once and with the secret',
    changed: true,
    async play(run, scene) {
      await HookReceiver.during(async (receiver) => {
        const { id, path } = await makeHook(scene, hookAt(receiver.url));
        expect(await run({ eventHookId: id })).toMatchObject({ verificationStatus: 'VERIFIED' });
        expect(await hookStates(scene, path)).toEqual(['ACTIVE', 'VERIFIED']);
        expect(receiver.requests).toMatchObject([
          { method: 'GET', url: '/hooks/okta/42?region=eu', headers: { authorization: SECRET, 'x-region': 'eu' } },
        ]);
      });
    },
  },

  'activate-event-hook': {
    does: 'makes an inactive hook active again, still verified',
    changed: true,
    async play(run, scene) {
      await HookReceiver.during(async ({ url }) => {
        const { id, path } = await makeVerifiedHook(scene, hookAt(url));
        await scene.call('POST', `${path}/lifecycle/deactivate`);
        expect(await run({ eventHookId: id })).toMatchObject({ status: 'ACTIVE' });
        expect(await hookStates(scene, path)).toEqual(['ACTIVE', 'VERIFIED']);
        expect(await scene.logged('event_hook.activated', id)).toBe(1);
      });
    },
  },

  'deactivate-event-hook': {
    does: 'stops the hook',
    changed: true,
    async play(run, scene) {
      const { id, path } = await makeHook(scene, hookAt(URI));
      expect(await run({ eventHookId: id })).toMatchObject({ status: 'INACTIVE' });
      expect(await hookStates(scene, path)).toEqual(['INACTIVE', 'UNVERIFIED']);
    },
  },

  'delete-event-hook': {
    does: 'deletes an inactive hook for good',
    changed: true,
    async play(run, scene) {
      const { id, path } = await makeHook(scene, hookAt(URI));
      await scene.call('POST', `${path}/lifecycle/deactivate`);
      expect(await run({ eventHookId: id })).toBeNull();
      expect(await scene.exists(path)).toBe(false);
    },
  },
} satisfies Partial<Record<keyof typeof eventHooks, Scenario>>;

export const eventHooksScenarios = { ...reading, ...changing } satisfies Record<keyof typeof eventHooks, Scenario>;
