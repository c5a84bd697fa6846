import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, 'node_modules/.cache/typescript');
const require = createRequire(import.meta.url);
const settings = `${process.version} ${readFileSync(join(root, '.swcrc'), 'utf8')}`;

const isFile = (url) => url.startsWith('file:') && existsSync(fileURLToPath(url));

/** Lets plain Node load the TypeScript of this project, outside jest. The answer ends it again with `deregister()`. */
export function registerTypeScript() {
  return registerHooks({
    resolve(specifier, context, next) {
      const relative = specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.startsWith('file:');
      const source = relative ? new URL(`${specifier.slice(0, -3)}.ts`, context.parentURL).href : '';
      return isFile(source) ? { url: source, shortCircuit: true } : next(specifier, context);
    },
    load(url, context, next) {
      const { protocol, pathname } = new URL(url);
      if (protocol !== 'file:' || !pathname.endsWith('.ts')) return next(url, context);
      const filename = fileURLToPath(url);
      return { format: 'module', source: compile(filename), shortCircuit: true };
    },
  });
}

/** What the compiler makes of a file; kept, since most processes load files that another one has compiled. */
function compile(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256').update(`${settings}\0${filename}\0${source}`).digest('hex');
  const kept = join(cache, `${key}.js`);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  // Loaded at need: it is heavy.
  const { code } = require('@swc/core').transformSync(source, { filename, sourceMaps: 'inline' });
  mkdirSync(cache, { recursive: true });
  const draft = join(cache, `${key}.${randomUUID()}`);
  writeFileSync(draft, code);
  renameSync(draft, kept);
  return code;
}
