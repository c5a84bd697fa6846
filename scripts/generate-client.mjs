// Writes the generated types of clients/typescript; with --check it only says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { registerTypeScript } from '../test/support/register-typescript.mjs';

registerTypeScript();
await import('reflect-metadata');
const { clientTypes } = await import('./client-types.ts');
const { readDocument } = await import('./read-document.ts');

const file = new URL('../clients/typescript/src/generated/api.ts', import.meta.url);
const text = await clientTypes(await readDocument());
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (readFileSync(file, 'utf8') !== text) {
  process.stderr.write('clients/typescript is behind the service: npm run client brings it up to date.\n');
  process.exitCode = 1;
}
