import { expect, test } from '@jest/globals';
import { wrongsOf } from './link-work.ts';

const WELL = { asked: 1, before: true, after: true };
const NEVER = { asked: 0, before: false, after: false };

test.each([
  [{ told: 'done', recorded: 'done' }, WELL],
  [{ told: 'queued', recorded: 'done' }, WELL],
  [{ told: 'unsure', recorded: 'unsure', again: 'unsure' }, WELL],
  [{ told: 'unsure', recorded: 'unsure', again: 'unsure' }, NEVER],
  [
    { told: 'not done', recorded: 'not done', again: 'done' },
    { asked: 1, before: false, after: true },
  ],
  [{ told: 'not done' }, NEVER],
] as const)('%j with %j is as it should be', (run, org) => {
  expect(wrongsOf(run, org)).toEqual([]);
});

test.each([
  ['was sent 2 times', { told: 'done', recorded: 'done' }, { ...WELL, asked: 2 }],
  ['was said to be done', { told: 'done', recorded: 'unsure' }, NEVER],
  ['was said not to be done', { told: 'not done', recorded: 'unsure' }, WELL],
  ['left no record', { told: 'queued' }, NEVER],
  ['has not ended', { told: 'queued', recorded: 'open' }, NEVER],
  ['is recorded as done', { told: 'queued', recorded: 'done' }, NEVER],
  ['is recorded as not done', { told: 'unsure', recorded: 'not done' }, WELL],
  ['was said to be done when asked again', { told: 'unsure', recorded: 'unsure', again: 'done' }, NEVER],
  ['was said not to be done when asked again', { told: 'unsure', recorded: 'unsure', again: 'not done' }, WELL],
] as const)('%s: it is noticed', (wrong, run, org) => {
  expect(wrongsOf(run, org)).toEqual([wrong]);
});
