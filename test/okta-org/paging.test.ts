import { describe, expect, it } from '@jest/globals';
import { decodeCursor, decodePlace, encodeCursor } from './query/cursors.ts';
import { linkOrigin } from './server/link-origin.ts';
import { OrderedStore } from './state/ordered-store.ts';

function storeOf(...ids: string[]): { store: OrderedStore<{ id: string; name: string }>; clock: { now: number } } {
  const clock = { now: 1000 };
  const store = new OrderedStore<{ id: string; name: string }>(() => clock.now);
  for (const id of ids) store.put({ id, name: 'old' });
  return { store, clock };
}

describe('cursors', () => {
  it('come back as they were made', () => {
    expect(decodeCursor('users', encodeCursor('users', '42'))).toBe('42');
  });

  it('start at the beginning without a cursor', () => {
    expect(decodePlace('users', null)).toBe(-1);
  });

  it.each(['00u1abcdefghijk5d7', '42', '', encodeCursor('groups', '42')])('refuse %j for users', (cursor) => {
    expect(() => decodeCursor('users', cursor)).toThrow(
      expect.objectContaining({ code: 'E0000031', causes: ['Invalid cursor.'] }),
    );
  });

  it('refuse with E0000029 for apps', () => {
    expect(() => decodePlace('apps', 'nonsense')).toThrow(expect.objectContaining({ code: 'E0000029' }));
  });
});

describe('link origin', () => {
  it.each([
    ['http://127.0.0.1:9000', 'http://127.0.0.1-admin:9000'],
    ['http://localhost:9000', 'http://localhost-admin:9000'],
    ['https://acme.okta.com', 'https://acme-admin.okta.com'],
  ])('puts %s on its admin twin %s', (origin, twin) => {
    expect(linkOrigin(origin, 'admin')).toBe(twin);
  });
});

describe('ordered store', () => {
  it('keeps places when records before them go', () => {
    const { store } = storeOf('a', 'b', 'c');
    store.remove('a');
    expect([...store.scan(1)].map(({ record }) => record.id)).toEqual(['c']);
  });

  it('shows the index a change only after the delay', () => {
    const { store, clock } = storeOf('a', 'b');
    store.indexDelayMs = 500;
    store.put({ id: 'a', name: 'new' });
    store.put({ id: 'c', name: 'new' });
    store.remove('b');
    const indexed = (): string[] => [...store.scan(-1, 'index')].map(({ record }) => `${record.id} ${record.name}`);
    expect(indexed()).toEqual(['a old', 'b old']);
    clock.now += 501;
    expect(indexed()).toEqual(['a new', 'c new']);
  });
});
