import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { queryInteger } from '../../../src/core/query-integer.js';

const Query = z.strictObject({ limit: queryInteger({ min: 1, max: 200, fallback: 50 }) });

describe('an integer of a query', () => {
  test('is read from its digits', () => {
    expect(Query.parse({ limit: '7' })).toEqual({ limit: 7 });
  });

  test('has a value where it is left out', () => {
    expect(Query.parse({})).toEqual({ limit: 50 });
  });

  test.each(['', ' ', ' 7', '7.0', '1e1', '0x7', '-7', '0', '201', 'many', ['1', '2']])('is not %j', (limit) => {
    expect(Query.safeParse({ limit }).success).toBe(false);
  });

  test('is an integer with its bounds in the document', () => {
    expect(z.toJSONSchema(Query, { io: 'input' })).toMatchObject({
      properties: { limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 } },
    });
    expect(z.toJSONSchema(Query, { io: 'input' }).required).toBeUndefined();
  });
});
