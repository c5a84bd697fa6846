import { beforeEach, expect, test } from '@jest/globals';
import type { StoredToken } from '../../../../src/tokens/oauth/oauth-token.repository.js';
import { DEFAULT_TIMING } from '../../../../src/tokens/oauth/refresh-timing.js';
import { stored as storedDue } from './refresh-stage.ts';
import { TokenCache } from '../../../../src/tokens/oauth/token-cache.js';

const stored = (version: number, changes: Partial<StoredToken> = {}): StoredToken =>
  storedDue(version, { dueInMs: Infinity, ...changes });

let cache: TokenCache;
beforeEach(() => {
  cache = new TokenCache(DEFAULT_TIMING);
});

test('gives what was put, by what is left of it and not by its date', () => {
  cache.put('a', stored(1));
  expect(cache.get('a', -1)).toMatchObject({ token: 'access-1' });
  expect(cache.get('b', -1)).toBeUndefined();
});

test('gives nothing that ends soon, unless there is nothing else', () => {
  cache.put('a', stored(1, { validMs: 9_000 }));
  expect(cache.get('a', -1)).toBeUndefined();
  expect(cache.lastOne('a', -1)).toMatchObject({ version: 1 });
  cache.put('b', stored(1, { validMs: 0 }));
  expect(cache.lastOne('b', -1)).toBeUndefined();
});

test('gives only what is newer than wanted, and keeps the newest', () => {
  cache.put('a', stored(2));
  cache.put('a', stored(1));
  expect(cache.get('a', 1)).toMatchObject({ version: 2 });
  expect(cache.get('a', 2)).toBeUndefined();
});

test('takes no refused version, nor an older one, even when it is read again', () => {
  cache.put('a', stored(2));
  cache.refuse('a', 2);
  cache.refuse('a', 1);
  expect(cache.refusedVersion('a')).toBe(2);
  cache.put('a', stored(2));
  expect(cache.get('a', -1)).toBeUndefined();
  cache.put('a', stored(3));
  cache.refuse('a', 2);
  expect(cache.get('a', -1)).toMatchObject({ version: 3 });
});

test('says when a token is due, and can be told to wait', () => {
  expect(cache.isDue('a')).toBe(false);
  cache.put('a', stored(1, { refreshInMs: -1 }));
  expect(cache.isDue('a')).toBe(true);
  cache.postpone('a', 60_000);
  expect(cache.isDue('a')).toBe(false);
  expect(cache.get('a', -1)).toMatchObject({ version: 1 });
});

test('takes the times of a version anew, as often as it is read', () => {
  cache.put('a', stored(1, { refreshInMs: -1 }));
  cache.put('a', stored(1));
  expect(cache.isDue('a')).toBe(false);
});

test('has nothing to postpone where there is nothing', () => {
  cache.postpone('a', 60_000);
  expect(cache.get('a', -1)).toBeUndefined();
});

test('forgets', () => {
  cache.put('a', stored(1));
  cache.forget('a');
  expect(cache.get('a', -1)).toBeUndefined();
});
