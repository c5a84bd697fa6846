import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const Package = z.looseObject({ version: z.string() });

/** What was measured, and on what; nothing that names the machine. */
export async function describeRun() {
  const { version } = Package.parse(JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')));
  return {
    at: new Date().toISOString().slice(0, 10),
    commit: await commit(),
    versions: { service: version, node: process.versions.node },
    machine: {
      cores: availableParallelism(),
      model: cpus()[0]?.model.trim() ?? 'unknown',
      memoryGb: Math.round(totalmem() / 2 ** 30),
    },
  };
}

async function commit(): Promise<string> {
  const cwd = new URL('..', import.meta.url);
  const git = async (...args: string[]) => (await run('git', args, { cwd })).stdout.trim();
  try {
    const changed = await git('status', '--porcelain', '--', 'src');
    return `${await git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
