import { describe, expect, it } from '@jest/globals';
import { isLogTarget, pageLimitOf, restartTargetOf, targetOf } from '../../../src/triggers/polling/log-target.js';

const NOW = Date.parse('2026-04-01T00:00:00.000Z');
const place = (changes: object = {}) => ({
  since: '2026-03-31T12:00:00.123456Z',
  nextTarget: null as string | null,
  lastPublished: null as Date | null,
  ...changes,
});
const sinceOf = (target: string) => new URLSearchParams(target.split('?')[1]).get('since');

describe('what is asked of the System Log', () => {
  it('is the polling form at first: ascending, without an end', () => {
    expect(targetOf(place(), NOW)).toBe(
      '/api/v1/logs?since=2026-03-31T12%3A00%3A00.123Z&limit=1000&sortOrder=ASCENDING',
    );
  });

  it("is Okta's own link after that, to the letter", () => {
    const nextTarget = '/api/v1/logs?since=x&limit=100&after=17_3%2F&sortOrder=ASCENDING';
    expect(targetOf(place({ nextTarget }), NOW)).toBe(nextTarget);
  });

  it('is never a link that leads elsewhere', () => {
    expect(targetOf(place({ nextTarget: '/api/v1/users?after=1' }), NOW)).toContain('/api/v1/logs?since=');
  });

  it('begins an hour before what was read last, where the link is worth nothing', () => {
    const lastPublished = new Date('2026-03-31T20:00:00.000Z');
    expect(sinceOf(restartTargetOf(place({ lastPublished }), NOW))).toBe('2026-03-31T19:00:00.000Z');
    expect(sinceOf(restartTargetOf(place(), NOW))).toBe('2026-03-31T12:00:00.123Z');
  });

  it.each([
    ['2025-01-01T00:00:00.000000Z', '2026-01-01T00:00:00.000Z'],
    ['2026-04-02T00:00:00.000000Z', '2026-04-01T00:00:00.000Z'],
  ])('lies between 90 days ago and now (%s)', (since, asked) => {
    expect(sinceOf(targetOf(place({ since }), NOW))).toBe(asked);
  });
});

describe('a link', () => {
  it.each(['/api/v1/logs', '/api/v1/logs?after=1'])('leads to the log: %s', (target) => {
    expect(isLogTarget(target)).toBe(true);
  });

  it.each([
    '/api/v1/logs/../users',
    '/api/v1/logs/x',
    '/api/v1/logstreams',
    '/api/v1/logs%2f..%2fusers',
    '//evil.example/api/v1/logs',
    'https://evil.example/api/v1/logs',
    '',
  ])('leads elsewhere: %s', (target) => {
    expect(isLogTarget(target)).toBe(false);
  });

  it.each([
    ['/api/v1/logs?limit=100', 100],
    ['/api/v1/logs?limit=1000&after=1', 1_000],
    ['/api/v1/logs?after=1', 100],
    ['/api/v1/logs?limit=0', 1_000],
    ['/api/v1/logs?limit=x', 1_000],
  ])('%s has pages of %d', (target, limit) => {
    expect(pageLimitOf(target)).toBe(limit);
  });
});
