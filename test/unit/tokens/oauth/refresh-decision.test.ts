import { describe, expect, test } from '@jest/globals';
import {
  chooseSpare,
  decideAfterFailure,
  type FailedAttempt,
  type RecordedAttempt,
} from '../../../../src/tokens/oauth/refresh-decision.js';
import { DEFAULT_TIMING } from '../../../../src/tokens/oauth/refresh-timing.js';

const VERSION = 7;

type Attempt = Partial<RecordedAttempt> & Pick<RecordedAttempt, 'outcome'>;

/** Attempts as the table has them; written oldest first here, epochs from 1. */
const history = (...attempts: Attempt[]): RecordedAttempt[] =>
  attempts
    .map((attempt, index) => ({
      epoch: index + 1,
      tokenVersion: VERSION,
      spareOf: undefined,
      hasSpare: false,
      ...attempt,
    }))
    .toReversed();

const unfinished: Attempt = { outcome: undefined };
const lost: Attempt = { outcome: 'unknown' };
const notProcessed: Attempt = { outcome: 'notProcessed' };
const refusal: Attempt = { outcome: 'invalidGrant' };
const withSpare: Attempt = { outcome: 'superseded', hasSpare: true };

const decide = (failure: FailedAttempt['failure'], earlier: RecordedAttempt[], changes: Partial<FailedAttempt> = {}) =>
  decideAfterFailure({
    version: VERSION,
    earlier,
    grant: 'refreshToken',
    failure,
    spareOf: undefined,
    retryAfterMs: undefined,
    timing: DEFAULT_TIMING,
    random: 0,
    ...changes,
  });

const again = (afterMs: number) => ({ next: 'again', afterMs });
const backOff = (pauseMs: number, due: string) => ({ next: 'backOff', pauseMs, due });
const giveUp = (reason: string) => ({ next: 'giveUp', reason });

describe('the refresh token to send is', () => {
  test.each<[string, number | undefined, Attempt[]]>([
    ['the stored one at first', undefined, []],
    ['the stored one, although there is a spare', undefined, [withSpare]],
    ['the stored one after lost answers', undefined, [unfinished, lost]],
    ['the stored one to confirm a refusal', undefined, [refusal]],
    ['the spare once Okta refused the stored one', 1, [withSpare, refusal]],
    ['the newest spare', 2, [withSpare, withSpare, refusal]],
    ['the next spare once Okta refused the newest', 1, [withSpare, withSpare, refusal, { ...refusal, spareOf: 2 }]],
    ['the spare again after its answer was lost', 1, [withSpare, refusal, { ...lost, spareOf: 1 }]],
    ['the stored one when no spare is left', undefined, [withSpare, refusal, { ...refusal, spareOf: 1 }]],
    ['the stored one when an older version was refused', undefined, [withSpare, { ...refusal, tokenVersion: 6 }]],
    ['the stored one when only a spare was refused', undefined, [withSpare, withSpare, { ...refusal, spareOf: 1 }]],
    ['the spare of an older version', 1, [{ ...withSpare, tokenVersion: 6 }, refusal]],
  ])('%s', (_, expected, attempts) => {
    expect(chooseSpare({ version: VERSION, earlier: history(...attempts) })).toBe(expected);
  });
});

describe('after a lost answer', () => {
  test.each([
    ['tries again at once', again(250), []],
    ['tries again at once a second time', again(250), [lost]],
    ['counts what a crash left', again(250), [unfinished]],
    ['pauses after the third', backOff(1_000, 'unfinished'), [lost, lost]],
    ['pauses longer after the next', backOff(2_000, 'unfinished'), [lost, lost, lost]],
    ['never so long that the grace is over', backOff(3_000, 'unfinished'), Array.from({ length: 40 }, () => lost)],
    ['does not count other versions', again(250), [lost, lost, lost].map((one) => ({ ...one, tokenVersion: 6 }))],
  ])('%s', (_, expected, attempts: Attempt[]) => {
    expect(decide('unknown', history(...attempts))).toEqual(expected);
  });

  test('does the same without a refresh token', () => {
    expect(decide('unknown', [], { grant: 'clientCredentials' })).toEqual(again(250));
  });
});

describe('after a request that Okta did not act on', () => {
  test.each([
    ['pauses', backOff(1_000, 'refresh'), []],
    ['pauses twice as long', backOff(2_000, 'refresh'), [notProcessed]],
    ['pauses half a minute at most', backOff(30_000, 'refresh'), Array.from({ length: 40 }, () => notProcessed)],
    ['begins anew after something else', backOff(1_000, 'refresh'), [notProcessed, { outcome: 'refused' } as const]],
    [
      'hurries when an answer was lost before',
      backOff(3_000, 'unfinished'),
      [lost, ...Array.from({ length: 9 }, () => notProcessed)],
    ],
  ])('%s', (_, expected, attempts: Attempt[]) => {
    expect(decide('notProcessed', history(...attempts))).toEqual(expected);
  });

  test('waits as long as Okta says, if that is longer', () => {
    expect(decide('notProcessed', [], { retryAfterMs: 60_000 })).toEqual(backOff(60_000, 'refresh'));
    expect(decide('notProcessed', [], { retryAfterMs: 1 })).toEqual(backOff(1_000, 'refresh'));
  });

  test('comes back at another time than everybody else', () => {
    expect(decide('notProcessed', [], { random: 0.999 })).toEqual(backOff(1_200, 'refresh'));
  });
});

describe('after a refusal of the refresh token', () => {
  test.each([
    ['asks once more when nothing speaks for a lost answer', backOff(10_000, 'unfinished'), []],
    ['believes the second refusal', giveUp('revoked'), [refusal]],
    ['knows that a rotation was lost with the crash before it', giveUp('rotation_lost'), [unfinished]],
    ['knows that a rotation was lost with the answer before it', giveUp('rotation_lost'), [lost]],
    ['tries the spare instead', again(0), [unfinished, withSpare]],
    ['tries the spare of a clean history, too', again(0), [withSpare]],
    ['believes the first refusal, if the answer was lost later', giveUp('revoked'), [refusal, lost]],
    ['does not take what Okta did not act on for lost', backOff(10_000, 'unfinished'), [notProcessed]],
    ['does not take what was not sent for lost', backOff(10_000, 'unfinished'), [{ outcome: 'notSent' } as const]],
    [
      'does not count the refusal of an older version',
      backOff(10_000, 'unfinished'),
      [{ ...refusal, tokenVersion: 6 }],
    ],
    ['does not count the refusal of a spare', backOff(10_000, 'unfinished'), [withSpare, { ...refusal, spareOf: 1 }]],
    ['ignores lost answers of older versions', backOff(10_000, 'unfinished'), [{ ...lost, tokenVersion: 6 }]],
  ])('%s', (_, expected, attempts: Attempt[]) => {
    expect(decide('invalidGrant', history(...attempts))).toEqual(expected);
  });

  test('of a spare: the next spare, or the rotation was lost', () => {
    expect(decide('invalidGrant', history(withSpare, withSpare, refusal), { spareOf: 2 })).toEqual(again(0));
    expect(decide('invalidGrant', history(withSpare, refusal), { spareOf: 1 })).toEqual(giveUp('rotation_lost'));
  });

  test('that is none of a refresh token is no verdict', () => {
    const decision = decide('invalidGrant', history(lost), { grant: 'clientCredentials' });
    expect(decision).toEqual(backOff(5_000, 'later'));
  });
});

test('a refused client waits a little for being mended', () => {
  expect(decide('refused', history(lost, lost, lost))).toEqual(backOff(5_000, 'later'));
});
