import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDescription } from '../src/app.module.ts';
import { loadConfig } from '../src/core/config.ts';
import { createLogger } from '../src/core/logging/create-logger.ts';
import type { OpenApi } from '../src/openapi/openapi-types.ts';

/** The OpenAPI document of the service with its defaults, whatever the environment; without a database. */
export async function readDocument(): Promise<OpenApi> {
  const folder = await mkdtemp(join(tmpdir(), 'okta-connector-document-'));
  try {
    const config = loadConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' });
    const description = await createDescription({ config, logger: createLogger(config) });
    const document: OpenApi = JSON.parse((await description.read()).text);
    return document;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
