/** As it is, or with a budget of its own for each process. */
export type LimitVariant = 'real' | 'budgetPerReplica';

export interface LimitWorkerSettings {
  databaseUrl: string;
  origin: string;
  apiToken: string;
  variant: LimitVariant;
  /** The connection, and what of Okta's limit it may use. */
  connectionId: string;
  share: number;
  /** For one call with its retries. */
  callMs: number;
}

/** Calls at an even pace, whatever becomes of them. */
export interface Drive {
  perSecond: number;
  ms: number;
}

/** How calls ended: `ok`, or the code of the error, each with its number. */
export type DriveResult = Record<string, number>;

export type LimitReport = { kind: 'ready' } | { kind: 'driven'; result: DriveResult };
