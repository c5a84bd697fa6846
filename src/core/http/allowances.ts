import type { LaneLimits, LimitedLane } from './overload-limits.js';

/** What was measured of the process. */
export interface Pressure {
  /** Milliseconds, the mean since the last time. */
  lateMs: number;
  /** Whether memory is nearly used up. */
  isFull: boolean;
}

const LESS = 0.7;
const MORE = 0.1;

/**
 * How many requests of each lane may be answered at once. Less after each sample under pressure, by a factor; more after
 * each without, by a step: so it settles where the process just keeps up, whatever requests cost.
 */
export class Allowances {
  readonly #lanes: Record<LimitedLane, LaneLimits>;
  readonly #allowed: Record<LimitedLane, number>;

  constructor(lanes: Record<LimitedLane, LaneLimits>) {
    this.#lanes = lanes;
    const { hook, ordinary, page, wait } = lanes;
    this.#allowed = { hook: hook.most, ordinary: ordinary.most, page: page.most, wait: wait.most };
  }

  of(lane: LimitedLane): number {
    return this.#allowed[lane];
  }

  adapt({ lateMs, isFull }: Pressure): void {
    for (const lane of LANES) {
      const { most, least, lateMs: bearable } = this.#lanes[lane];
      const allowed = this.#allowed[lane];
      const isPressed = isFull || lateMs > bearable;
      this.#allowed[lane] = isPressed ? Math.max(least, allowed * LESS) : Math.min(most, allowed + most * MORE);
    }
  }
}

const LANES = ['ordinary', 'wait', 'page', 'hook'] as const satisfies LimitedLane[];
