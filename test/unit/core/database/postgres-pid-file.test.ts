import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findRunningPostgres, isAlive, parsePidFile } from '../../../../src/core/database/postgres-pid-file.js';

/** Above the largest that Linux gives. */
const NOBODY = 2 ** 22 + 1;
const fileOf = (pid: number) => `${pid}\n/data\n1795305600\n54321\n\n127.0.0.1\n  0 0\nready   \n`;

describe('the pid file of Postgres', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okta-connector-pid-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('tells process and port', () => {
    expect(parsePidFile(fileOf(42))).toEqual({ pid: 42, port: 54321 });
    expect(['', 'x\ny', '-4\n\n\n1'].map(parsePidFile)).toEqual([undefined, undefined, undefined]);
  });

  test('is not there when nothing runs', async () => {
    await expect(findRunningPostgres(folder)).resolves.toBeUndefined();
  });

  test.each([
    ['a process that is gone', fileOf(NOBODY)],
    ['a process that is not Postgres', fileOf(process.pid)],
    ['nothing readable', 'damaged'],
  ])('is removed when it names %s', async (_, text) => {
    const path = join(folder, 'postmaster.pid');
    await writeFile(path, text);
    await expect(findRunningPostgres(folder)).resolves.toBeUndefined();
    await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is judged by whether the process lives', () => {
    expect([isAlive(process.pid), isAlive(1), isAlive(NOBODY)]).toEqual([true, true, false]);
  });
});
