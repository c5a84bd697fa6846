/** A request as it goes over the wire. */
export interface LoadRequest {
  /** What it is counted as. */
  kind: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** A time with so many requests a second, or with so many connections that each send one after the other. */
export type LoadPhase = { seconds: number | 'untilTold' } & ({ perSecond: number } | { connections: number });

export interface LoadPlan {
  url: string;
  /** Opened before the load, as those of a proxy; who comes when all are in use waits for one. */
  sockets: number;
  /** Sent in turn. */
  requests: LoadRequest[];
  phases: LoadPhase[];
}

/** How requests ended. `times` are milliseconds from when the request was due. */
export interface Ends {
  taken: number;
  /** Answered with 503 `overloaded` and `Retry-After`. */
  refused: number;
  /** By what was wrong. */
  failed: Record<string, number>;
  takenMs: { p50: number; p99: number; longest: number };
  refusedMs: { p99: number };
}

export interface PhaseResult {
  seconds: number;
  byKind: Record<string, Ends>;
  /** All together, by the second in which they were due. */
  bySecond: Ends[];
  all: Ends;
  /** Due and not answered when the phase was over; their answers are waited for, and those without one have failed. */
  waiting: number;
  /** How long the last of their answers took, milliseconds from the end of the phase. */
  settledMs: number;
}
