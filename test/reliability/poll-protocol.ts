/** As it is, or with polls that take no lease. */
export type PollVariant = 'real' | 'noLease';

export interface PollWorkerSettings {
  databaseUrl: string;
  /** Orgs; a connection's is chosen by its number. */
  origins: string[];
  variant: PollVariant;
  /** Between two polls of a connection. */
  everySeconds: number;
}

/** Says when the worker is up, and when it has stopped polling. */
export type PollReport = { kind: 'ready' } | { kind: 'ended' };

/** Header that tells the endpoint when the poll was due, in milliseconds since 1970. */
export const DUE_AT = 'x-test-due-at';
