import { expect, test } from '@jest/globals';
import { requestIdOf } from '../../../../src/core/http/request-id.js';

const idOf = (given?: string | string[]) => requestIdOf({ headers: { 'x-request-id': given } });

test.each(['a', 'A.b_c-9', 'x'.repeat(128)])('%s is kept', (given) => {
  expect(idOf(given)).toBe(given);
});

test.each([undefined, '', 'x'.repeat(129), 'a b', 'ä', 'a\r\nSet-Cookie: x', 'a/b', ['a', 'b']])(
  '%j is replaced by a new id',
  (given) => {
    expect(idOf(given)).toMatch(/^[0-9a-f-]{36}$/);
    expect(idOf(given)).not.toBe(idOf(given));
  },
);
