import { describe, expect, it } from '@jest/globals';
import { readLogPage } from '../../../src/triggers/polling/log-page.js';
import { LogEvent } from '../../../src/triggers/events/log-event.js';
import { storableJson } from '../../../src/core/storable-json.js';

const TARGET = '/api/v1/logs?limit=2';
const NEXT = '/api/v1/logs?limit=2&after=1';
const event = (uuid: string, changes: object = {}) => ({
  uuid,
  published: '2026-01-01T00:00:00.000Z',
  eventType: 'user.session.start',
  ...changes,
});
const answer = (json: unknown, next: string | undefined = NEXT) => ({
  status: 200,
  headers: {},
  text: '',
  json,
  requestId: undefined,
  rateLimit: undefined,
  next,
  attempts: 1,
});
const read = (json: unknown, next?: string) => readLogPage(answer(json, next), TARGET, 0);

describe('a page of the System Log', () => {
  it('is full when it has as many as were asked for, readable or not', () => {
    expect(read([event('a'), { uuid: 'b' }])).toMatchObject({ full: true, unreadable: ['b'] });
    expect(read([event('a')]).full).toBe(false);
  });

  it('is not full when its link leads to itself', () => {
    expect(read([event('a'), event('b')], TARGET).full).toBe(false);
  });

  it('tells the latest time of its events, in whatever order they come', () => {
    const page = read([event('a', { published: '2026-01-02T00:00:00+02:00' }), event('b')]);
    expect(page.latestPublished).toBe('2026-01-01T22:00:00.000Z');
    expect(read([]).latestPublished).toBeNull();
  });

  it('names what is no event by its uuid or its place', () => {
    expect(read([null, { uuid: 'x', published: 'yesterday' }, 'text']).unreadable).toEqual(['#0', 'x', '#2']);
  });

  it('passes on what it does not know', () => {
    const full = event('a', { target: null, debugContext: { debugData: { threat: 'none' } }, brandNew: [1] });
    expect(read([full]).events).toEqual([full]);
  });

  it.each([{}, null, 'text'])('is no list: %j', (json) => {
    expect(() => read(json)).toThrow(expect.objectContaining({ code: 'okta_unavailable' }));
  });

  it('has a link that leads elsewhere', () => {
    expect(() => read([], '/api/v1/users')).toThrow(expect.objectContaining({ code: 'okta_unavailable' }));
  });
});

describe('an event', () => {
  it.each(['0000-01-01T00:00:00Z', '2026-01-01T00:00:00+23:00', '2026-01-01', 'x'])(
    'of a time that no database knows is none: %s',
    (published) => {
      expect(LogEvent.safeParse(event('a', { published })).success).toBe(false);
    },
  );

  it('is written so that Postgres reads it', () => {
    const text = storableJson({ text: 'a\u0000b\ud800c', pair: '\ud83d\ude00', written: '\\u0000', 'k\u0000': 1 });
    expect(JSON.parse(text)).toEqual({
      text: 'a\ufffdb\ufffdc',
      pair: '\ud83d\ude00',
      written: '\\u0000',
      'k\ufffd': 1,
    });
  });
});
