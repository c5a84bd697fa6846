import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

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
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      const filename = fileURLToPath(url);
      const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, sourceMaps: 'inline' });
      return { format: 'module', source: code, shortCircuit: true };
    },
  });
}
