import { describe, expect, it } from '@jest/globals';
import { ConnectorError } from '../../../src/core/errors.js';
import { idTime, newId } from '../../../src/core/ids.js';
import { idAfter, pageFrom } from '../../../src/core/list-page.js';
import { parseTenantId } from '../../../src/core/tenant-id.js';

describe('ids', () => {
  it('say what they name, sort by time, and hold their time', () => {
    const before = Date.now();
    const ids = Array.from({ length: 100 }, () => newId('run'));
    expect(ids.every((id) => /^run_[0-9a-f]{32}$/.test(id))).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    const time = idTime('run', ids[0] ?? '')?.getTime() ?? 0;
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
  });

  it.each(['con_', 'run_xyz', `con_${'0'.repeat(32)}`, 'run_01a20175ba3974f5aa9d653bc8d310a0x', ''])(
    '%j holds no time of a run',
    (id) => {
      expect(idTime('run', id)).toBeUndefined();
    },
  );
});

describe('pages of our own lists', () => {
  const rows = ['a1', 'b2', 'c3'].map((id) => ({ id }));

  it('hand on the id of the last row shown, when there is more', () => {
    const first = pageFrom(rows, 2, ({ id }) => id);
    expect(first.data).toEqual(['a1', 'b2']);
    expect(idAfter(first.nextCursor ?? undefined)).toBe('b2');
  });

  it('end with null', () => {
    expect(pageFrom(rows, 3, ({ id }) => id).nextCursor).toBeNull();
    expect(pageFrom([], 3, ({ id }: { id: string }) => id)).toEqual({ data: [], nextCursor: null });
    expect(idAfter(undefined)).toBeUndefined();
  });

  it.each(['%%%', Buffer.from("x' OR 1=1").toString('base64url'), ''])('%j is no cursor', (cursor) => {
    expect(() => idAfter(cursor)).toThrow(ConnectorError);
  });
});

describe('tenant ids', () => {
  it.each(['a', 'A.b_c-9', 'x'.repeat(128)])('%j is one', (text) => {
    expect(parseTenantId(text)).toBe(text);
  });

  it.each(['', 'x'.repeat(129), 'a:b', 'a b', 'ä', 'a\n', 7, null, undefined])('%j is none', (value) => {
    expect(parseTenantId(value)).toBeUndefined();
  });
});
