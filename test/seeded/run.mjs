import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// npm run seeded [-- name …]: puts each bug of this folder into a copy of the project and runs the tests that its patch
// names in its first line; they must fail. What they say without a bug is looked at first, so that a red test is the bug's.

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIED = ['src', 'test', 'package.json', 'jest.config.mjs', 'tsconfig.json', '.swcrc'];
const TESTS = /^Tests: (.+)$/m;

async function copyProject() {
  const folder = await mkdtemp(join(tmpdir(), 'okta-connector-seeded-'));
  for (const name of COPIED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

function passes(folder, tests) {
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  return spawnSync(process.execPath, [jest, '--runInBand', ...tests], { cwd: folder, stdio: 'ignore' }).status === 0;
}

async function isCaught(name) {
  const patch = join(HERE, `${name}.patch`);
  const tests = (TESTS.exec(await readFile(patch, 'utf8'))?.[1] ?? '').split(/\s+/);
  const folder = await copyProject();
  try {
    if (!passes(folder, tests)) return 'the tests fail without the bug';
    execFileSync('patch', ['--strip=1', '--silent', '--fuzz=0', '--input', patch], { cwd: folder });
    return passes(folder, tests) ? 'NOT CAUGHT' : 'caught';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const all = (await readdir(HERE)).filter((file) => file.endsWith('.patch')).map((file) => file.slice(0, -6));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : all;
let missed = 0;
for (const name of wanted) {
  const verdict = await isCaught(name);
  if (verdict !== 'caught') missed += 1;
  process.stdout.write(`${name.padEnd(40)} ${verdict}\n`);
}
process.stdout.write(`${wanted.length - missed} of ${wanted.length} caught\n`);
process.exitCode = missed === 0 ? 0 : 1;
