import { createService } from './app.module.js';
import { ConfigError, loadConfig, type Config } from './core/config.js';
import { StartupError } from './core/database/startup-error.js';
import { shutDownAtSignals } from './core/http/shutdown.js';
import { createLogger } from './core/logging/create-logger.js';
import { signDevelopmentToken } from './tenancy/development-key.js';

/** Starts the service in this process: HTTP, signals, and outside production a greeting. Ends the process where it cannot. */
export async function startService(): Promise<void> {
  try {
    await start();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

async function start(): Promise<void> {
  const config = loadConfig();
  const logger = createLogger(config);
  const dieOf = (error: unknown) => {
    logger.fatal({ err: error }, 'unhandled error');
    process.exit(1);
  };
  process.on('uncaughtException', dieOf).on('unhandledRejection', dieOf);
  const app = await createService({ config, logger });
  shutDownAtSignals({ app, logger });
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw error;
  }
  if (config.auth.mode !== 'development') return;
  const publicUrl = config.port === 0 ? await app.getUrl() : config.publicUrl;
  process.stdout.write(await greeting({ ...config, publicUrl }));
}

/** What a developer needs to send the first request. */
async function greeting({ publicUrl, dataDir, auth }: Config): Promise<string> {
  const token = await signDevelopmentToken({ dataDir, tenantId: 'development', tenantClaim: auth.tenantClaim });
  const lines = [
    '',
    `  Okta connector   ${publicUrl}`,
    `  Reference        ${publicUrl}/docs`,
    `  Bearer token     ${token}`,
    '                   (development only, tenant "development", valid for one hour)',
    '',
    `  curl -H "Authorization: Bearer ${token}" ${publicUrl}/v1/actions`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function explain(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StartupError) return error.message;
  const code = error instanceof Object && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return 'The port is in use. Set PORT to another one, or stop the other process.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
