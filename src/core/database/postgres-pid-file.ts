import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A running server, as `postmaster.pid` in its data directory tells. */
export interface RunningPostgres {
  pid: number;
  port: number;
}

/** The server that runs on this data directory, or undefined. The file of a dead one is removed. */
export async function findRunningPostgres(directory: string): Promise<RunningPostgres | undefined> {
  const path = join(directory, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const running = parsePidFile(text);
  if (running && (await isPostgres(running.pid))) return running;
  await rm(path, { force: true });
  return undefined;
}

/** Line 1 is the process id, line 4 the port (Postgres, `src/include/utils/pidfile.h`). */
export function parsePidFile(text: string): RunningPostgres | undefined {
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 ? { pid, port } : undefined;
}

/** Process ids are used again, after a container's restart above all: on Linux the command must be Postgres. */
async function isPostgres(pid: number): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return command === undefined || command.includes('postgres');
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM';
  }
}
