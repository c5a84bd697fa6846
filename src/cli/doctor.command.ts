import { Command } from 'commander';
import { loadConfig } from '../core/config.js';
import { StartupError } from '../core/database/startup-error.js';
import { withDatabaseUrls } from './admin-database.js';
import { checkList } from './check-list.js';

/** `doctor`: examines the installation, its database, keys, addresses and way out. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('examine database, roles, keys, addresses and the way to Okta')
    .option('--org <domain>', 'an Okta org to reach, such as acme.okta.com')
    .option('--json', 'for programs', false)
    .action(examine);
}

async function examine({ org, json }: { org?: string; json: boolean }): Promise<void> {
  const config = loadConfig();
  const { examineSystem } = await import('./doctor/examine-system.js');
  const checks = await withDatabaseUrls(config, ({ url }) => examineSystem({ config, url, org }));
  const failed = checks.filter(({ status }) => status === 'fail').length;
  console.log(json ? JSON.stringify({ ok: failed === 0, checks }, null, 2) : checkList(checks).join('\n'));
  if (failed > 0) throw new StartupError(`${failed} check(s) failed. What is printed says what to do.`);
}
