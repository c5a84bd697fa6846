import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { StartupError } from './startup-error.js';

/** The system account that Postgres runs as; undefined is our own. */
export interface PostgresAccount {
  uid: number;
  gid: number;
}

const PREFERRED = ['postgres', 'nobody'];
const OTHERS_MAY_PASS = 0o001;

/**
 * Postgres refuses to run as root, so root lends it another account: the owner of existing files, else `postgres`,
 * else `nobody`. No account is made.
 */
export async function choosePostgresAccount(
  directory: string,
  uid = process.getuid?.(),
): Promise<PostgresAccount | undefined> {
  if (uid !== 0) return undefined;
  const existing = await stat(directory).catch(() => undefined);
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''));
  const found = PREFERRED.map((name) => accounts.get(name)).find(Boolean);
  if (!found)
    throw new StartupError(
      'Postgres cannot run as root and there is no account postgres or nobody. Run as another user.',
    );
  return found;
}

/** @throws StartupError naming the first folder above `path` that the account cannot pass through */
export async function assertReachable(path: string, account: PostgresAccount | undefined): Promise<void> {
  if (!account) return;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid } = await stat(folder);
    const passable = (mode & OTHERS_MAY_PASS) !== 0 || uid === account.uid;
    if (!passable)
      throw new StartupError(
        `Postgres cannot run as root, and user ${account.uid} cannot pass ${folder}. ${NEXT_STEP}`,
      );
    if (folder === dirname(folder)) return;
  }
}

const NEXT_STEP = 'Run as an ordinary user, set DATA_DIR to another folder, or chmod o+x that folder.';

function parsePasswd(text: string): Map<string, PostgresAccount> {
  const rows = text.split('\n').map((line) => line.split(':'));
  return new Map(rows.map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]));
}
