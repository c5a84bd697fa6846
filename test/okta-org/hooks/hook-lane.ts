import type { HookCounts, HookDelivery } from '../event-contract.ts';
import type { StoredLogEvent } from '../log/log-store.ts';
import type { Chance } from './chance.ts';
import { EventQueue } from './event-queue.ts';
import type { HookAnswer } from './hook-call.ts';
import { isDelivered, isRetried } from './hook-call.ts';
import { noCounts } from './hook-counters.ts';
import type { HookEnvelope } from './hook-event.ts';

/** What a lane needs of the org around it. */
export interface LaneDriver {
  delivery: () => HookDelivery;
  chance: () => Chance;
  /** The body for a batch; undefined where the hook may no longer get events. */
  pack: (batch: readonly StoredLogEvent[]) => HookEnvelope | undefined;
  post: (envelope: HookEnvelope) => Promise<HookAnswer>;
  failed: (envelope: HookEnvelope, answer: HookAnswer) => void;
}

/** The events on their way to one hook. */
export class HookLane {
  readonly counts: HookCounts = noCounts();
  private readonly queue = new EventQueue();
  private readonly driver: LaneDriver;
  private readonly timers = new Set<NodeJS.Timeout>();
  private batchTimer: NodeJS.Timeout | undefined;
  private underWay = 0;
  private closed = false;

  constructor(driver: LaneDriver) {
    this.driver = driver;
  }

  push(event: StoredLogEvent): void {
    this.counts.events += 1;
    this.counts.pending += 1;
    this.queue.push(event);
    const { batchSize, batchMs } = this.driver.delivery();
    if (this.queue.length >= batchSize) this.pump();
    else this.batchTimer ??= this.later(batchMs, () => this.endBatch());
  }

  /** Forgets everything that is not sent yet. */
  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private endBatch(): void {
    this.batchTimer = undefined;
    this.pump();
  }

  private pump(): void {
    const { batchSize, parallel, shuffle } = this.driver.delivery();
    while (!this.closed && this.queue.length > 0 && this.underWay < parallel) {
      this.underWay += 1;
      const batch = this.queue.take(batchSize, shuffle ? this.driver.chance() : undefined);
      void this.carry(batch).finally(() => {
        this.underWay -= 1;
        this.pump();
      });
    }
  }

  /** Sends a batch as the settings want it: never, later, several times. A late one does not hold up the others. */
  private async carry(batch: readonly StoredLogEvent[]): Promise<void> {
    const [delivery, chance] = [this.driver.delivery(), this.driver.chance()];
    if (chance.hits(delivery.drop)) {
      this.counts.dropped += 1;
      this.counts.pending -= batch.length;
    } else if (chance.hits(delivery.delay.share)) {
      this.later(delivery.delay.ms, () => void this.send(batch));
    } else {
      await this.send(batch);
    }
  }

  private async send(batch: readonly StoredLogEvent[]): Promise<void> {
    const { repeat } = this.driver.delivery();
    const envelope = this.driver.pack(batch);
    if (envelope) {
      const times = this.driver.chance().hits(repeat.share) ? repeat.times : 1;
      await Promise.all(Array.from({ length: times }, () => this.call(envelope)));
    } else {
      this.counts.discarded += batch.length;
    }
    this.counts.pending -= batch.length;
  }

  private async call(envelope: HookEnvelope): Promise<void> {
    const { counts } = this;
    counts.calls += 1;
    let answer = await this.attempt(envelope);
    if (isRetried(answer)) {
      counts.retries += 1;
      answer = await this.attempt(envelope);
    }
    if (isDelivered(answer)) {
      counts.delivered += 1;
      counts.deliveredEvents += envelope.events;
    } else if (!this.closed) {
      counts.failed += 1;
      counts.failedEvents += envelope.events;
      this.driver.failed(envelope, answer);
    }
  }

  private async attempt(envelope: HookEnvelope): Promise<HookAnswer> {
    this.counts.attempts += 1;
    const answer = await this.driver.post(envelope);
    this.counts.answers[answer] = (this.counts.answers[answer] ?? 0) + 1;
    return answer;
  }

  private later(milliseconds: number, run: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, milliseconds);
    this.timers.add(timer);
    return timer;
  }
}
