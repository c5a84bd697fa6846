import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { HookDelivery, HookStats } from '../event-contract.ts';
import { hookParty, SYSTEM_PARTY } from '../log/log-parties.ts';
import type { StoredLogEvent } from '../log/log-store.ts';
import type { EventHookRecord } from '../state/event-hooks.ts';
import type { OrgState } from '../state/org-state.ts';
import { Chance } from './chance.ts';
import { defaultDelivery } from './delivery-settings.ts';
import type { HookAnswer } from './hook-call.ts';
import { postToHook } from './hook-call.ts';
import { Durations, sumOf } from './hook-counters.ts';
import type { HookEnvelope } from './hook-event.ts';
import { envelopeOf } from './hook-event.ts';
import { HookLane } from './hook-lane.ts';

const DAY_MS = 24 * 3600 * 1000;

/**
 * Sends what is written into the System Log to the event hooks that listen (developer.okta.com/docs/concepts/event-hooks).
 * Conditions of a hook (`events.filter`) are not evaluated: it gets every event of its types.
 */
export class HookDispatcher {
  delivery: HookDelivery = defaultDelivery();
  private readonly org: OrgState;
  private readonly originOf: () => string;
  private readonly agent = new Agent({ keepAlive: true });
  private readonly lanes = new Map<string, HookLane>();
  private readonly durations = new Durations();
  private readonly typesOf = new WeakMap<EventHookRecord, Set<string>>();
  private chance = new Chance(this.delivery.seed);
  private day = { endsAt: 0, events: 0 };
  private overLimit = 0;

  /** `originOf` gives the org's own origin, which names the source of a delivery. */
  constructor(org: OrgState, originOf: () => string) {
    this.org = org;
    this.originOf = originOf;
    org.logs.onWrite = (stored) => this.offer(stored);
  }

  /** Changes how hooks deliver from now on; the choices start anew from the seed. */
  change(change: Partial<HookDelivery>): HookDelivery {
    this.delivery = { ...this.delivery, ...change };
    this.chance = new Chance(this.delivery.seed);
    return this.delivery;
  }

  /** Counts since the start or the last reset. */
  stats(): HookStats {
    const hooks = [...this.lanes].map(([hookId, { counts }]) => ({ hookId, ...counts }));
    const all = sumOf([...this.lanes.values()].map(({ counts }) => counts));
    return { ...all, overLimit: this.overLimit, answerMs: this.durations.summary(), hooks };
  }

  /** Ends deliveries for good. */
  close(): void {
    for (const lane of this.lanes.values()) lane.close();
    this.agent.destroy();
  }

  private offer(stored: StoredLogEvent): void {
    const listening = this.listeningTo(stored.entry.eventType);
    if (listening.length === 0) return;
    stored.hookIds = listening;
    if (this.isOverLimit()) this.overLimit += 1;
    else for (const hookId of listening) this.laneOf(hookId).push(stored);
  }

  private listeningTo(eventType: string): string[] {
    const ids: string[] = [];
    for (const { record } of this.org.eventHooks.scan()) {
      if (this.isReady(record) && this.typesFor(record).has(eventType)) ids.push(record.id);
    }
    return ids;
  }

  private isReady(hook: EventHookRecord): boolean {
    const { startDelayMs } = this.delivery;
    if (!receivesEvents(hook)) return false;
    return startDelayMs === 0 || Date.parse(hook.lastUpdated) + startDelayMs <= this.org.now();
  }

  private typesFor(hook: EventHookRecord): Set<string> {
    const known = this.typesOf.get(hook);
    if (known) return known;
    const types = new Set(hook.eventTypes);
    this.typesOf.set(hook, types);
    return types;
  }

  private isOverLimit(): boolean {
    const now = this.org.now();
    if (this.day.endsAt <= now) this.day = { endsAt: now + DAY_MS, events: 0 };
    this.day.events += 1;
    return this.day.events > this.delivery.dailyLimit;
  }

  private laneOf(hookId: string): HookLane {
    const known = this.lanes.get(hookId);
    if (known) return known;
    const lane = this.makeLane(hookId);
    this.lanes.set(hookId, lane);
    return lane;
  }

  private makeLane(hookId: string): HookLane {
    return new HookLane({
      delivery: () => this.delivery,
      chance: () => this.chance,
      pack: (batch) => this.pack(hookId, batch),
      post: (envelope) => this.post(hookId, envelope),
      failed: (envelope, answer) => this.report(hookId, envelope, answer),
    });
  }

  private pack(hookId: string, batch: readonly StoredLogEvent[]): HookEnvelope | undefined {
    const hook = this.org.eventHooks.get(hookId);
    if (!hook || !receivesEvents(hook)) return undefined;
    const source = `${this.originOf()}/api/v1/eventHooks/${hookId}`;
    return envelopeOf(batch, { source, eventTime: this.org.isoNow() });
  }

  private async post(hookId: string, { body }: HookEnvelope): Promise<HookAnswer> {
    const hook = this.org.eventHooks.get(hookId);
    if (!hook) return 'not allowed';
    const startedAt = performance.now();
    const answer = await postToHook(hook.channel, body, { agent: this.agent, timeoutMs: this.delivery.timeoutMs });
    this.durations.add(performance.now() - startedAt);
    return answer;
  }

  /** Okta writes deliveries that failed into the System Log, and only those. */
  private report(hookId: string, { eventId, events }: HookEnvelope, answer: HookAnswer): void {
    const hook = this.org.eventHooks.get(hookId);
    this.org.logs.add({
      eventType: 'event_hook.delivery',
      actor: SYSTEM_PARTY,
      targets: hook ? [hookParty(hook)] : [],
      outcome: { result: 'FAILURE', reason: `The endpoint's answer: ${answer}` },
      severity: 'WARN',
      debugData: { eventHookId: hookId, eventId, events: String(events), url: hook?.channel.uri ?? '' },
    });
  }
}

/** Only hooks that are both ACTIVE and VERIFIED get events. */
function receivesEvents({ status, verificationStatus }: EventHookRecord): boolean {
  return status === 'ACTIVE' && verificationStatus === 'VERIFIED';
}
