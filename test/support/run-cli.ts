import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Starts an admin command in a process of its own; the environment holds nothing but `env`. */
export function startCli(
  args: string[],
  env: Record<string, string>,
): { child: ChildProcess; result: Promise<CliResult> } {
  const command = ['--no-warnings', '--import', file('load-typescript.mjs'), file('../../src/cli.ts'), ...args];
  const child = spawn(process.execPath, command, { env: { PATH: process.env['PATH'] ?? '', ...env } });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const result = new Promise<CliResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...output }));
  });
  return { child, result };
}

export function runCli(args: string[], env: Record<string, string> = {}): Promise<CliResult> {
  return startCli(args, env).result;
}
