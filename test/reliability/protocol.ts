import type { TokenSet } from '../../src/okta/oauth/oauth-client.ts';
import type { RefreshTiming } from '../../src/tokens/oauth/refresh-timing.ts';

/** A connection as a worker needs it. */
export interface Target {
  connectionId: string;
  clientId: string;
  clientSecret: string;
  /** Where token requests go. */
  origin: string;
}

/** The engine as it is, or without one of its protections. */
export type Variant = 'real' | 'processLockOnly' | 'tenSecondLock' | 'useBeforeCommit' | 'noComparison';

/** Steps of a refresh, in order; a worker can be told to stop dead at one. */
export const POINTS = [
  'leaseNotCommitted',
  'leaseTaken',
  'requestSent',
  'answerReceived',
  'storeNotCommitted',
  'stored',
] as const;

export type Point = (typeof POINTS)[number];

export interface WorkerSettings {
  databaseUrl: string;
  /** Base64. */
  encryptionKey: string;
  trustedOrigins: string[];
  variant: Variant;
  timing: RefreshTiming;
  /** Milliseconds between two looks for due tokens; undefined: it does not look. */
  sweepEveryMs?: number | undefined;
  /** At this step of a refresh of this connection the worker kills itself, or says so and waits to be stopped. */
  failpoint?: { point: Point; connectionId: string; effect: 'die' | 'wait' } | undefined;
}

export type Command =
  | { kind: 'begin'; target: Target; tokens: TokenSet }
  | { kind: 'know'; targets: Target[] }
  | { kind: 'forget'; connectionId: string }
  /** So many calls at once. */
  | { kind: 'get'; connectionId: string; calls: number; waitMs?: number }
  /** As after a 401: another token than the stored one. */
  | { kind: 'replace'; connectionId: string };

/** How calls ended: versions of tokens, and codes of errors, each with its number. */
export interface Answer {
  versions: Record<string, number>;
  errors: Record<string, number>;
  /** Of the last error. */
  detail?: string | undefined;
}

/** What a worker says by itself. */
export type Report =
  | { kind: 'ready' }
  | { kind: 'used'; connectionId: string; version: number }
  | { kind: 'point'; connectionId: string; point: Point }
  | { kind: 'answer'; id: number; answer: Answer };
