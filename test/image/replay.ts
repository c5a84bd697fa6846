import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseDockerfile, type Instruction, type Stage } from './dockerfile.ts';

export const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const BASE_NPM = ['usr/local/lib/node_modules/npm/package.json', 'usr/local/bin/npm', 'opt/yarn-v1/bin/yarn'];

export const dockerfile = (): Stage[] => parseDockerfile(readFileSync(join(REPOSITORY, 'Dockerfile'), 'utf8'));

/** A step as it is replayed: `root` stands for `/` of the stage. */
interface Step {
  root: string;
  cwd: string;
  folder: string;
  stage: Stage;
}

/** Carries out the Dockerfile's steps below `folder`, one folder a stage. @returns the folder that is `/` of the image */
export function replay(folder: string): string {
  const stages = dockerfile();
  for (const stage of stages) {
    const root = join(folder, stage.name);
    // What the base image brings and the Dockerfile takes away.
    for (const file of BASE_NPM) write(join(root, file));
    const step = { root, cwd: root, folder, stage };
    for (const instruction of stage.instructions) perform(instruction, step);
  }
  return join(folder, stages.at(-1)?.name ?? '');
}

function write(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  cpSync(join(REPOSITORY, 'LICENSE'), path);
}

function perform({ keyword, argument }: Instruction, step: Step): void {
  if (keyword === 'WORKDIR') {
    step.cwd = join(step.root, argument);
    mkdirSync(step.cwd, { recursive: true });
  }
  if (keyword === 'COPY') copy(argument.split(/\s+/), step);
  if (keyword === 'RUN') run(argument, step);
}

function copy(words: string[], { cwd, folder }: Step): void {
  const from = words[0]?.startsWith('--from=') ? words.shift()?.slice('--from='.length) : undefined;
  const target = join(cwd, words.pop() ?? '');
  for (const word of words) {
    const source = from ? join(folder, from, word) : fromContext(word);
    const isFolder = statSync(source).isDirectory();
    cpSync(source, isFolder ? target : join(target, basename(source)), { recursive: true });
  }
}

/** @throws Error when `.dockerignore` keeps it from the builder */
function fromContext(name: string): string {
  const allowed = readFileSync(join(REPOSITORY, '.dockerignore'), 'utf8').split('\n');
  if (!allowed.includes('*') || !allowed.includes(`!${name}`)) throw new Error(`.dockerignore keeps ${name} away`);
  return join(REPOSITORY, name);
}

function run(command: string, { root, cwd, stage }: Step): void {
  if (command === 'npm ci' && stage.name === 'build') {
    // The checkout's were made by the same command from the same lock, and only SWC is used of them.
    symlinkSync(join(REPOSITORY, 'node_modules'), join(cwd, 'node_modules'));
    return;
  }
  const inside = confine(command, root);
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH: path, NODE_OPTIONS: '', NODE_ENV: '', npm_config_prefer_offline: 'true' };
  execFileSync('sh', ['-ceu', inside.replace(' && npm cache clean --force', '')], { cwd, env, stdio: 'pipe' });
}

/** Turns absolute paths into those below `root`, so that nothing of this machine is touched. */
export function confine(command: string, root: string): string {
  const confined = command.replaceAll(/(^|\s)\/(?=\w)/g, `$1${root}/`);
  const left = confined
    .split(/\s+/)
    .filter((word) => word.includes('..') || (word.startsWith('/') && !word.startsWith(`${root}/`)));
  if (left.length > 0 || !existsSync(root)) throw new Error(`This step reaches outside: ${command}`);
  return confined;
}
