import type { RemoteHook } from '../../okta/event-hooks/event-hook.js';

/** What has to be done at Okta for one hook, in this order. */
export type HookStep =
  | { kind: 'create' }
  | { kind: 'replace'; oktaId: string }
  | { kind: 'activate'; oktaId: string }
  | { kind: 'verify'; oktaId: string }
  /** Doubles of ours: two processes created it at once. */
  | { kind: 'remove'; oktaId: string };

export interface WantedHook {
  name: string;
  uri: string;
  eventTypes: readonly string[];
  /** The hook's id at Okta, where known. */
  oktaId: string | null;
  /** Whether the hook at Okta is known to carry the present secret. */
  secretSet: boolean;
}

/** The hooks in Okta's list that call this address, the one that we know first. */
export function ownHooks({ uri, oktaId }: Pick<WantedHook, 'uri' | 'oktaId'>, found: readonly RemoteHook[]) {
  const ours = found.filter(({ channel }) => channel.config.uri === uri);
  return [...ours.filter(({ id }) => id === oktaId), ...ours.filter(({ id }) => id !== oktaId)];
}

/**
 * What brings Okta's hook in step with ours. A hook is known by its address, which nobody else has: so it is found again
 * when the answer to its creation was lost. Pure.
 */
export function stepsFor(wanted: WantedHook, found: readonly RemoteHook[]): HookStep[] {
  const [first, ...doubles] = ownHooks(wanted, found);
  const removals = doubles.map(({ id }): HookStep => ({ kind: 'remove', oktaId: id }));
  if (!first) return [{ kind: 'create' }, ...removals];
  return [...removals, ...repairs(wanted, first)];
}

/** Replacing a hook may end its verification, so it is looked at again afterwards. */
function repairs(wanted: WantedHook, hook: RemoteHook): HookStep[] {
  const oktaId = hook.id;
  const steps: HookStep[] = [];
  if (!wanted.secretSet || differs(wanted, hook)) steps.push({ kind: 'replace', oktaId });
  if (hook.status !== undefined && hook.status !== 'ACTIVE') steps.push({ kind: 'activate', oktaId });
  if (hook.verificationStatus !== 'VERIFIED') steps.push({ kind: 'verify', oktaId });
  return steps;
}

function differs({ name, eventTypes }: WantedHook, { name: present, events }: RemoteHook): boolean {
  const items = new Set(events.items);
  return name !== present || items.size !== eventTypes.length || eventTypes.some((type) => !items.has(type));
}
