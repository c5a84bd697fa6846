import { registerHooks } from 'node:module';
import { registerTypeScript } from '../register-typescript.mjs';

// Makes Node itself load test files: TypeScript, and `@jest/globals`, which is a mere type without jest's own loader.

registerTypeScript();
const globals = new URL('globals.mjs', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: globals, shortCircuit: true } : next(specifier, context),
});
