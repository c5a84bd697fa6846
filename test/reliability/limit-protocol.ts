/** As it is, with a budget of its own for each process, or with Okta's window alone to go by. */
export type LimitVariant = 'real' | 'budgetPerReplica' | 'windowAlone';

export interface LimitWorkerSettings {
  databaseUrl: string;
  origin: string;
  apiToken: string;
  variant: LimitVariant;
  /** The connection, and what of Okta's limit it may use. */
  connectionId: string;
  share: number;
  windowMs: number;
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
