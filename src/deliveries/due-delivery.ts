/** A delivery that was taken for one attempt. */
export interface DueDelivery {
  id: string;
  /** As Postgres writes it: the key of its row, to the microsecond. */
  createdAt: string;
  webhookId: string;
  connectionId: string;
  sequence: number;
  /** 1 for the first. */
  attempt: number;
  /** RFC 3339. */
  published: string;
  /** JSON text of an object: what `data` holds besides the ids; null when the event is not kept any more. */
  content: string | null;
  /** JSON text of the event, where one is delivered. */
  event: string | null;
  /** What made it, where that was traced (W3C Trace Context). */
  traceparent?: string | null;
}

/** What a look at a subscription's deliveries found. */
export interface TakenDeliveries {
  /** In the order of their sequence. */
  deliveries: DueDelivery[];
  /** Seconds until another is due: 0 where more are due, undefined where none is waiting. */
  nextSeconds: number | undefined;
  /** Some wait since the subscription was paused. */
  parked: boolean;
}

/** What is written down of an attempt. */
export interface Settlement {
  delivery: DueDelivery;
  status: 'pending' | 'delivered' | 'failed';
  /** Until the next attempt, where it is pending. */
  seconds: number;
  /** Undefined: it was not tried after all. */
  attempt: { status: number | null; error: string | null; durationMs: number; answer: string | null } | undefined;
}
