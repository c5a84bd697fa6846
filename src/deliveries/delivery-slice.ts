import type { DeliverySettings } from './delivery-settings.js';

type Limits = Pick<
  DeliverySettings,
  'sliceMs' | 'sliceDeliveries' | 'sendsPerSubscription' | 'leaseSeconds' | 'timeoutMs'
>;

const MARGIN_MS = 5_000;
/** Between two slices for a receiver that takes nothing. */
const REST_SECONDS = 5;

/** What one job may do for a subscription before it is the others' turn, and how it went. Times in milliseconds. */
export class DeliverySlice {
  readonly #endsAt: number;
  #begun = 0;
  #delivered = 0;
  #failed = 0;
  #restSeconds: number | undefined;

  constructor(
    private readonly limits: Limits,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#endsAt = now() + limits.sliceMs;
  }

  /** Whether another delivery may be begun; counts it if so. */
  begin(): boolean {
    if (this.isOver) return false;
    this.#begun += 1;
    return true;
  }

  get isOver(): boolean {
    return this.isRefused || this.#begun >= this.limits.sliceDeliveries || this.now() >= this.#endsAt;
  }

  /** The receiver takes nothing at present: the rest has to wait. */
  get isRefused(): boolean {
    const nothingTaken = this.#delivered === 0 && this.#failed >= this.limits.sendsPerSubscription;
    return this.#restSeconds !== undefined || nothingTaken;
  }

  /** Seconds that what was not begun has to wait. */
  get restSeconds(): number {
    if (this.#restSeconds !== undefined) return Math.max(this.#restSeconds, 1);
    return this.#failed > 0 && this.#delivered === 0 ? REST_SECONDS : 0;
  }

  /** How long a request may still wait for its place, for one that was taken at `takenAt`; its lease must outlast it. */
  patience(takenAt: number): number {
    const { leaseSeconds, timeoutMs } = this.limits;
    return takenAt + leaseSeconds * 1_000 - timeoutMs - MARGIN_MS - this.now();
  }

  noteDelivered(): void {
    this.#delivered += 1;
  }

  /** @param waitSeconds what the receiver asks for */
  noteFailed(waitSeconds: number | undefined): void {
    this.#failed += 1;
    if (waitSeconds !== undefined) this.#restSeconds = Math.max(this.#restSeconds ?? 0, waitSeconds);
  }
}
