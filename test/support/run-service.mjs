import { registerTypeScript } from './register-typescript.mjs';

/** Starts the service from its sources, as a process of its own: `node test/support/run-service.mjs`. */
registerTypeScript();
await import('../../src/main.ts');
