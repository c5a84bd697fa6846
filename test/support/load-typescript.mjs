import { registerTypeScript } from './register-typescript.mjs';

// For `node --import`: a child process that runs the project's TypeScript.
registerTypeScript();
