import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import type { SourceEdit } from './service-replica.ts';

// Loaded before the service, in its process: files of the service as they would be without one of their lines.

const edits = JSON.parse(process.env['SOURCE_EDITS'] ?? '[]') as SourceEdit[];
const ROOT = new URL('../../src/', import.meta.url).href;

registerHooks({
  load(url, context, next) {
    const ours = edits.filter(({ file }) => url === ROOT + file);
    if (ours.length === 0) return next(url, context);
    const filename = fileURLToPath(url);
    const source = ours.reduce((text, edit) => changed(text, edit), readFileSync(filename, 'utf8'));
    const { code } = transformSync(source, { filename, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});

/** An edit that no longer fits must not pass for a control. */
function changed(text: string, { file, from, to }: SourceEdit): string {
  if (!text.includes(from)) throw new Error(`src/${file} no longer has: ${from}`);
  return text.replace(from, () => to);
}
