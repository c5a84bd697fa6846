import type { RunLease } from '../../src/actions/runs/run-lease.ts';

/** The service as it is, or without one protection of idempotency keys. */
export type RunVariant = 'real' | 'checkThenInsert' | 'deathFreesKey';

/** Steps of a run with a key, in order; a worker can be told to die at one. */
export const RUN_POINTS = ['claiming', 'claimed', 'answerReceived', 'answerStored'] as const;

export type RunPoint = (typeof RUN_POINTS)[number];

export interface RunWorkerSettings {
  databaseUrl: string;
  /** Base64. */
  encryptionKey: string;
  oktaOrigin: string;
  apiToken: string;
  connectionId: string;
  variant: RunVariant;
  lease: RunLease;
  /** Milliseconds between two looks for abandoned runs; undefined: it does not look. */
  sweepEveryMs?: number | undefined;
  /** At this step of its first run the worker kills itself. */
  dieAt?: RunPoint | undefined;
}

/** So many runs at once that create the group, with this key. */
export interface RunCommand {
  id: number;
  key: string;
  group: string;
  runs: number;
}

/** How runs ended. */
export interface RunTally {
  /** Runs that this process carried out itself. */
  fresh: number;
  replayed: number;
  /** The different texts of answers, fresh and replayed. */
  bodies: string[];
  /** Codes of problems, each with its number. */
  problems: Record<string, number>;
}

export type RunReport = { kind: 'ready' } | { kind: 'answer'; id: number; tally: RunTally };
