import { Command, InvalidArgumentError } from 'commander';
import { ConfigError, loadConfig } from '../core/config.js';
import { parseTenantId } from '../core/tenant-id.js';
import { signDevelopmentToken } from '../tenancy/development-key.js';

interface TokenOptions {
  tenant: string;
  scope?: string;
  subject?: string;
  connection?: string;
  expires?: number;
}

/** `token`: prints a bearer token that the service accepts while it has no `AUTH_*`; for development only. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('print a bearer token for development')
    .requiredOption('--tenant <id>', 'the tenant that the caller acts for', tenant)
    .option('--scope <scopes>', 'space-separated; all of a tenant by default')
    .option('--subject <name>', 'who calls')
    .option('--connection <id>', 'the only connection that the token is for')
    .option('--expires <seconds>', 'how long the token is valid', seconds)
    .action(printToken);
}

async function printToken({ tenant: tenantId, expires, connection, ...claims }: TokenOptions): Promise<void> {
  const config = loadConfig();
  if (config.production)
    throw new ConfigError(['NODE_ENV: tokens are for development; in production ask the issuer for one']);
  if (config.auth.mode !== 'development')
    throw new ConfigError([
      'AUTH_ISSUER: is set, so the issuer makes the tokens; unset AUTH_* to use development tokens',
    ]);
  const { dataDir, auth } = config;
  const lifetime = expires === undefined ? {} : { expiresInSeconds: expires };
  const only = connection === undefined ? {} : { connectionId: connection };
  const token = { dataDir, tenantId, tenantClaim: auth.tenantClaim, ...claims, ...only, ...lifetime };
  console.log(await signDevelopmentToken(token));
}

function tenant(text: string): string {
  if (!parseTenantId(text)) throw new InvalidArgumentError('Use 1 to 128 of A-Z a-z 0-9 . _ -');
  return text;
}

function seconds(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Use a whole number of seconds.');
  return Number(text);
}
