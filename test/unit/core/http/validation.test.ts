import type { ArgumentMetadata } from '@nestjs/common';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { ConnectorError } from '../../../../src/core/errors.js';
import { InputValidationPipe, invalidInput } from '../../../../src/core/http/validation.js';

const Body = z.strictObject({
  name: z.string().min(1),
  tags: z.array(z.strictObject({ 'a/b~c': z.int() })).optional(),
  share: z.number().default(0.5),
});

async function check(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
  return new InputValidationPipe().transform(value, metadata);
}

async function refusalOf(value: unknown, metadata: ArgumentMetadata = { type: 'body', schema: Body }) {
  const error = await check(value, metadata).catch((thrown: unknown) => thrown);
  if (!(error instanceof ConnectorError)) throw new Error('the value was accepted');
  return error;
}

const pointersOf = ({ details }: ConnectorError) => details.errors?.map(({ pointer }) => pointer);

test('a valid value is handed on parsed, with defaults', async () => {
  await expect(check({ name: 'a' }, { type: 'body', schema: Body })).resolves.toEqual({ name: 'a', share: 0.5 });
});

test('without a schema, and for what decorators of ours inject, the value passes as it is', async () => {
  await expect(check({ x: 1 }, { type: 'body' })).resolves.toEqual({ x: 1 });
  await expect(check({ x: 1 }, { type: 'custom', schema: Body })).resolves.toEqual({ x: 1 });
});

describe('a refusal', () => {
  test('is invalid_input and lists each mistake with a JSON pointer', async () => {
    const error = await refusalOf({ name: '', tags: [{ 'a/b~c': 1 }, { 'a/b~c': 'x' }] });
    expect(error.code).toBe('invalid_input');
    expect(pointersOf(error)).toEqual(['/name', '/tags/1/a~1b~0c']);
  });

  test('points to each unknown field', async () => {
    const error = await refusalOf({ name: 'a', admin: true, 'x/y': 1, tags: [{ 'a/b~c': 1, more: 2 }] });
    expect(error.details.errors).toEqual([
      { pointer: '/tags/0/more', message: 'Unknown field' },
      { pointer: '/admin', message: 'Unknown field' },
      { pointer: '/x~1y', message: 'Unknown field' },
    ]);
  });

  test.each([
    ['no body', undefined],
    ['an array', []],
    ['a text', 'x'],
    ['null', null],
    ['a number', 1],
  ])('%s in place of an object is one mistake at the root', async (_, value) => {
    const error = await refusalOf(value);
    expect(pointersOf(error)).toEqual(['']);
  });

  test('does not drop dangerous names silently: they are unknown fields like others', async () => {
    const error = await refusalOf({ name: 'a', constructor: { prototype: {} } });
    expect(pointersOf(error)).toEqual(['/constructor']);
  });

  test('holds no value that was sent', async () => {
    const error = await refusalOf({ name: { secret: 'hunter2' }, tags: 'hunter2' });
    expect(JSON.stringify(error.details)).not.toContain('hunter2');
  });

  test('points to a path parameter by its name', async () => {
    const metadata = { type: 'param', data: 'actionId', schema: z.string().max(3) } as const;
    expect(pointersOf(await refusalOf('suspend-user', metadata))).toEqual(['/actionId']);
  });

  test('points to a query parameter by its name', async () => {
    const metadata = { type: 'query', schema: z.strictObject({ limit: z.coerce.number().max(200) }) } as const;
    expect(pointersOf(await refusalOf({ limit: '201', q: 'x' }, metadata))).toEqual(['/limit', '/q']);
  });

  test('lists at most 50 mistakes', async () => {
    const value = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, 1]));
    expect(pointersOf(await refusalOf(value))).toHaveLength(50);
  });
});

test('input below a prefix gets pointers from the body’s root', () => {
  const { error } = z.strictObject({ userId: z.string() }).safeParse({ userId: 1 });
  expect(pointersOf(invalidInput(error?.issues ?? [], { prefix: ['input'] }))).toEqual(['/input/userId']);
});
