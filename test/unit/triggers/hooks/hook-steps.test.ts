import { describe, expect, it } from '@jest/globals';
import type { RemoteHook } from '../../../../src/okta/event-hooks/event-hook.js';
import { stepsFor, type HookStep, type WantedHook } from '../../../../src/triggers/hooks/hook-steps.js';
import { fc } from '../../../support/fast-check.js';

const wanted: WantedHook = {
  name: 'okta-connector con_1 1',
  uri: 'https://connector.example/hooks/okta/hk_1',
  eventTypes: ['a', 'b'],
  oktaId: 'who1',
  secretSet: true,
};
const remote = (changes: Partial<RemoteHook> = {}): RemoteHook => ({
  id: 'who1',
  name: wanted.name,
  status: 'ACTIVE',
  verificationStatus: 'VERIFIED',
  events: { items: ['b', 'a'] },
  channel: { config: { uri: wanted.uri } },
  ...changes,
});
const foreign = remote({ id: 'who9', channel: { config: { uri: 'https://hooks.example.com/' } } });

describe('the steps to a hook that is in step', () => {
  it.each<[string, WantedHook, RemoteHook[], HookStep[]]>([
    ['nothing, where it is', wanted, [foreign, remote()], []],
    ['creation, where it is not', wanted, [foreign], [{ kind: 'create' }]],
    ['nothing, where it is under another id than we know', { ...wanted, oktaId: null }, [remote()], []],
    [
      'replacement for other types',
      wanted,
      [remote({ events: { items: ['a'] } })],
      [{ kind: 'replace', oktaId: 'who1' }],
    ],
    ['replacement for another name', wanted, [remote({ name: 'Mine' })], [{ kind: 'replace', oktaId: 'who1' }]],
    [
      'replacement for a new secret',
      { ...wanted, secretSet: false },
      [remote()],
      [{ kind: 'replace', oktaId: 'who1' }],
    ],
    ['activation', wanted, [remote({ status: 'INACTIVE' })], [{ kind: 'activate', oktaId: 'who1' }]],
    ['verification', wanted, [remote({ verificationStatus: 'UNVERIFIED' })], [{ kind: 'verify', oktaId: 'who1' }]],
    ['removal of a double', wanted, [remote({ id: 'who2' }), remote()], [{ kind: 'remove', oktaId: 'who2' }]],
  ])('are %s', (_, hook, found, steps) => {
    expect(stepsFor(hook, found)).toEqual(steps);
  });

  it('never touch what is not ours, and are done when they are taken', () => {
    const item = fc.subarray(['a', 'b', 'c']);
    const hook = fc.record({
      id: fc.constantFrom('who1', 'who2', 'who3'),
      name: fc.constantFrom(wanted.name, 'Mine'),
      status: fc.constantFrom('ACTIVE', 'INACTIVE'),
      verificationStatus: fc.constantFrom('VERIFIED', 'UNVERIFIED'),
      events: item.map((items) => ({ items })),
      channel: fc.constantFrom(wanted.uri, 'https://hooks.example.com/').map((uri) => ({ config: { uri } })),
    });
    const org = fc.uniqueArray(hook, { selector: ({ id }) => id });
    fc.assert(
      fc.property(org, fc.boolean(), (found, secretSet) => {
        const steps = stepsFor({ ...wanted, secretSet }, found);
        const ours = new Set(found.filter(({ channel }) => channel.config.uri === wanted.uri).map(({ id }) => id));
        for (const step of steps) if (step.kind !== 'create') expect(ours).toContain(step.oktaId);
        expect(stepsFor(wanted, steps.reduce(taken, found))).toEqual([]);
      }),
    );
  });
});

/** What Okta has after a step. */
function taken(found: RemoteHook[], step: HookStep): RemoteHook[] {
  if (step.kind === 'create') return [...found, remote({ id: 'who4' })];
  if (step.kind === 'remove') return found.filter(({ id }) => id !== step.oktaId);
  const changes = {
    replace: { name: wanted.name, events: { items: [...wanted.eventTypes] } },
    activate: { status: 'ACTIVE' },
    verify: { verificationStatus: 'VERIFIED' },
  }[step.kind];
  return found.map((hook) => (hook.id === step.oktaId ? { ...hook, ...changes } : hook));
}
