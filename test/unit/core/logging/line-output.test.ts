import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { linesOfATurn } from '../../../../src/core/logging/line-output.js';

function outputToMemory() {
  const writes: string[] = [];
  return { writes, output: linesOfATurn({ write: (text) => void writes.push(text) }) };
}

test('the lines of a turn are written together, in their order, when it ends', async () => {
  const { writes, output } = outputToMemory();
  output.write('1\n');
  output.write('2\n');
  expect(writes).toEqual([]);
  await turn();
  expect(writes).toEqual(['1\n2\n']);
  output.write('3\n');
  await turn();
  expect(writes).toEqual(['1\n2\n', '3\n']);
});

test('a turn that logs very much does not keep it all', () => {
  const { writes, output } = outputToMemory();
  for (let count = 0; count < 100; count += 1) output.write(`${'x'.repeat(1_023)}\n`);
  expect(writes.join('').length).toBeGreaterThan(32_000);
});

test('nothing waits behind a fatal line', () => {
  const { writes, output } = outputToMemory();
  const logger = pino({}, output);
  logger.info('before');
  logger.fatal('the end');
  expect(writes.join('')).toMatch(/before[\s\S]*the end/);
});

test('what was written already is not written again', async () => {
  const { writes, output } = outputToMemory();
  output.write('1\n');
  output.flushSync();
  output.flushSync();
  await turn();
  expect(writes).toEqual(['1\n']);
});
