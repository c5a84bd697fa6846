import { gauge } from './meter.js';

const lastSuccess = gauge({
  name: 'okta_connector_sweep_last_success_timestamp_seconds',
  description: 'When this replica last finished the sweep; 0: not yet',
});

/** Sweeps that somebody is told of when they stand still; they come back within a minute, `partitions` once a day. */
const WATCHED = [
  'tokens',
  'runs',
  'revocations',
  'connectionEvents',
  'hooks',
  'polling',
  'schedules',
  'deliveries',
  'partitions',
];

const finishedAt = new Map(WATCHED.map((sweep) => [sweep, 0]));
lastSuccess.addCallback((result) => {
  for (const [sweep, at] of finishedAt) result.observe(at, { sweep });
});

/** A sweep has looked at everything that was due; those that nobody watches are not noted. */
export function noteSweep(sweep: string): void {
  if (finishedAt.has(sweep)) finishedAt.set(sweep, Date.now() / 1_000);
}
