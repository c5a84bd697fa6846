import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { registerTypeScript } from './register-typescript.mjs';

// For `node --import`: a child process that runs the project's TypeScript.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)));
registerTypeScript();
