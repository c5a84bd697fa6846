import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { pino } from 'pino';
import { loadConfig } from '../core/config.js';

/** `openapi`: prints the OpenAPI document, without a database and without listening. */
export function openApiCommand(): Command {
  return new Command('openapi').description('print the OpenAPI document').action(printDocument);
}

async function printDocument(): Promise<void> {
  const { createDescription } = await import('../app.module.js');
  const given = loadConfig();
  // Nothing is sealed and nobody calls; in development keys for both would be made and kept.
  const encryptionKeys = [{ id: 'none', key: randomBytes(32) }];
  const auth = {
    ...given.auth,
    mode: 'issuer' as const,
    issuer: undefined,
    jwksUri: 'https://none.invalid/',
    audience: 'none',
  };
  const config = { ...given, encryptionKeys, auth };
  const document = await createDescription({ config, logger: pino({ level: 'silent' }) });
  console.log((await document.read()).text);
}
