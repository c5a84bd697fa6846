import { describe, expect, it } from '@jest/globals';
import {
  channelTo,
  eventHooksScenarios,
  hookAt,
  hookStates,
  makeHook,
  makeVerifiedHook,
  SECRET,
} from './event-hooks.scenarios.js';
import { HookReceiver, type HookAnswer } from './hook-receiver.js';
import { playAll, useScene } from './scenario.js';

const URI = 'https://hooks.example.com/okta/42';

describe('actions on event hooks', () => {
  const scene = useScene();
  playAll(eventHooksScenarios, scene);

  it('never lose a secret: an update of a hook that has one must bring it along', async () => {
    await HookReceiver.during(async ({ url }) => {
      const { id, path } = await makeVerifiedHook(scene(), hookAt(url));
      const before = await scene().okta(path);
      const problem = await scene().refusal('update-event-hook', { eventHookId: id, name: 'Leavers' });
      expect(problem).toMatchObject({
        status: 422,
        code: 'invalid_input',
        errors: [{ pointer: '/input/channel', message: expect.stringContaining('secret') }],
      });
      expect(await scene().okta(path)).toEqual(before);
    });
  });

  it('lose it where the channel is written back as Okta shows it (control)', async () => {
    await HookReceiver.during(async (receiver) => {
      const { path } = await makeVerifiedHook(scene(), hookAt(receiver.url));
      await scene().call('PUT', path, await writable(path));
      expect(await hookStates(scene(), path)).toEqual(['ACTIVE', 'UNVERIFIED']);
      await scene().call('POST', `${path}/lifecycle/verify`);
      expect(receiver.requests.at(-1)?.headers.authorization).toBe('');
    });
  });

  it('change a hook without a secret by name alone', async () => {
    const { uri, headers } = channelTo(URI).config;
    const channel = { type: 'HTTP', version: '1.0.0', config: { uri, headers } };
    const { id, path } = await makeHook(scene(), hookAt(URI, { channel }));
    const before = await scene().okta<object>(path);
    await scene().run('update-event-hook', { eventHookId: id, name: 'Leavers' }, { changed: true });
    expect(await scene().okta(path)).toEqual({ ...before, name: 'Leavers', lastUpdated: expect.any(String) });
  });

  it('ask for a new verification after a new address', async () => {
    await HookReceiver.during(async ({ url }) => {
      const { id, path } = await makeVerifiedHook(scene(), hookAt(url));
      const input = { eventHookId: id, channel: channelTo(`${url}&moved=true`) };
      await scene().run('update-event-hook', input, { changed: true });
      expect(await hookStates(scene(), path)).toEqual(['ACTIVE', 'UNVERIFIED']);
    });
  });

  it.each<[string, HookAnswer, number]>([
    ['does not echo the challenge', () => ({ status: 200, body: '{"verification":"other"}' }), 1],
    ['answers no JSON', () => ({ status: 200, body: 'hello' }), 1],
    ['refuses', (verification) => ({ status: 403, body: JSON.stringify({ verification }) }), 1],
    ['fails, twice', (verification) => ({ status: 500, body: JSON.stringify({ verification }) }), 2],
  ])('say why the verification failed: the receiver %s', async (_, answer, asked) => {
    await HookReceiver.during(async (receiver) => {
      const { id, path } = await makeHook(scene(), hookAt(receiver.url));
      const problem = await scene().refusal('verify-event-hook', { eventHookId: id });
      expect(problem).toMatchObject({ status: 422, code: 'okta_rejected', upstream: { causes: [expect.any(String)] } });
      expect(receiver.requests.map(({ method }) => method)).toEqual(Array.from({ length: asked }, () => 'GET'));
      expect(await hookStates(scene(), path)).toEqual(['ACTIVE', 'UNVERIFIED']);
    }, answer);
  });

  it('say that nobody listens there; the local org calls nobody but this machine', async () => {
    const { id } = await makeHook(scene(), hookAt(URI));
    const { upstream } = await scene().refusal('verify-event-hook', { eventHookId: id });
    expect(upstream?.causes).toEqual([expect.stringContaining('could not be reached')]);
  });

  it('say that an active hook cannot be deleted', async () => {
    const { id, path } = await makeHook(scene(), hookAt(URI));
    expect(await scene().refusal('delete-event-hook', { eventHookId: id })).toMatchObject({ code: 'okta_rejected' });
    expect(await scene().exists(path)).toBe(true);
  });

  it('say that the org has as many active hooks as Okta permits; inactive ones do not count', async () => {
    const hooks = await Promise.all(Array.from({ length: 25 }, () => makeHook(scene(), hookAt(URI))));
    const { upstream } = await scene().refusal('create-event-hook', hookAt(URI));
    expect(upstream?.causes).toEqual([expect.stringContaining('25')]);
    await scene().call('POST', `${hooks[0]?.path}/lifecycle/deactivate`);
    await scene().run('create-event-hook', hookAt(URI), { changed: true });
    const { code } = await scene().refusal('activate-event-hook', { eventHookId: hooks[0]?.id });
    expect(code).toBe('okta_rejected');
  });

  it.each([
    ['an address without TLS', { channel: channelTo('http://hooks.example.com/') }, 'HTTPS'],
    ['an event type that hooks do not get', eventsOf('user.lifecycle.delete.completed'), 'not eligible'],
    [
      'a condition on another event type',
      conditionOn('user.session.start', "event.severity eq 'WARN'"),
      'no such event',
    ],
    ['a broken condition', conditionOn('user.lifecycle.create', "event.target.?[type eq 'User'"), 'not valid'],
  ])('pass on what Okta has against %s', async (_, change, cause) => {
    const { code, upstream } = await scene().refusal('create-event-hook', hookAt(URI, change));
    expect([code, upstream?.causes?.join()]).toEqual(['okta_rejected', expect.stringContaining(cause)]);
  });

  it('show a secret to nobody in a dry run', async () => {
    const path = `/v1/connections/${scene().stage.connectionId}/actions/create-event-hook?dryRun=true`;
    const { status, text } = await scene().stage.service.send('POST', path, { body: { input: hookAt(URI) } });
    expect([status, text.includes(SECRET)]).toEqual([200, false]);
    expect(text).toContain(URI);
  });

  it('refuse more event types than a hook may have before they are sent', async () => {
    const items = Array.from({ length: 301 }, () => 'user.lifecycle.create');
    const problem = await scene().refusal('create-event-hook', hookAt(URI, { events: { type: 'EVENT_TYPE', items } }));
    expect(problem).toMatchObject({ code: 'invalid_input', errors: [{ pointer: '/input/events/items' }] });
    expect(await scene().org.requests()).toEqual([]);
  });

  /** A hook as Okta shows it, without what only Okta writes. */
  async function writable(path: string): Promise<object> {
    const { name, events, channel } = await scene().okta<Record<string, unknown>>(path);
    return { name, events, channel };
  }
});

function eventsOf(...items: string[]) {
  return { events: { type: 'EVENT_TYPE', items } };
}

function conditionOn(event: string, expression: string) {
  const filter = { eventFilterMap: [{ event, condition: { expression } }] };
  return { events: { ...eventsOf('user.lifecycle.create').events, filter } };
}
