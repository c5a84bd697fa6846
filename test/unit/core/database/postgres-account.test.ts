import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { assertReachable, choosePostgresAccount } from '../../../../src/core/database/postgres-account.js';

describe('the account that Postgres runs as', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'okta-connector-account-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('is our own when we are an ordinary user', async () => {
    await expect(choosePostgresAccount(folder, 1000)).resolves.toBeUndefined();
  });

  test('is another one when we are root', async () => {
    const account = await choosePostgresAccount(join(folder, 'missing'), 0);
    expect(account?.uid).toBeGreaterThan(0);
    expect(account?.gid).toBeGreaterThan(0);
  });

  test('must be able to pass every folder on the way', async () => {
    const account = { uid: 12_345, gid: 12_345 };
    const path = join(folder, 'inner', 'postgres');
    await mkdir(join(folder, 'inner'));
    await chmod(folder, 0o711);
    await expect(assertReachable(path, account)).resolves.toBeUndefined();
    await chmod(folder, 0o700);
    const message = expect.stringContaining(`cannot pass ${folder}.`);
    await expect(assertReachable(path, account)).rejects.toMatchObject({ name: 'StartupError', message });
    await expect(assertReachable(path, undefined)).resolves.toBeUndefined();
    await expect(assertReachable(path, { ...account, uid: (await stat(folder)).uid })).resolves.toBeUndefined();
  });
});
