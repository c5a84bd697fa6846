// Writes docs/actions.md and docs/triggers.md from the catalogues.
import { writeFileSync } from 'node:fs';
import { registerTypeScript } from '../test/support/register-typescript.mjs';

registerTypeScript();
await import('reflect-metadata');
const { ActionRegistry } = await import('../src/actions/registry.ts');
const { TriggerRegistry } = await import('../src/triggers/trigger-registry.ts');
const { actionsDocument } = await import('./actions-document.ts');
const { triggersDocument } = await import('./triggers-document.ts');

const write = (name, text) => writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
write('actions.md', actionsDocument(new ActionRegistry().list()));
write('triggers.md', triggersDocument(new TriggerRegistry().list()));
