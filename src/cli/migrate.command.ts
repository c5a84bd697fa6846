import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { ConfigError, loadDatabaseConfig, type DatabaseConfig } from '../core/config.js';
import { grantApplicationRole } from '../core/database/application-role.js';
import { migrateDown, migrateUp, migrationStates, withOwner } from '../core/database/schema-migration.js';
import { withDatabaseUrls, type DatabaseUrls } from './admin-database.js';

/** `migrate up`, `migrate down`, `migrate status`: connected with DATABASE_MIGRATION_URL; no other secret is needed. */
export function migrateCommand(): Command {
  const migrate = new Command('migrate').description('bring the database schema up to date, or back');
  migrate
    .command('up', { isDefault: true })
    .description('apply what is missing and grant the role of DATABASE_URL what it needs')
    .action(() => onDatabase(up));
  migrate
    .command('down')
    .description('take the newest migration back; its tables and their rows are gone')
    .action(() => onDatabase(down));
  migrate
    .command('status')
    .description('list the migrations')
    .action(() => onDatabase(status));
  return migrate;
}

interface Migration extends DatabaseUrls {
  config: DatabaseConfig;
  owner: DataSource;
}

async function onDatabase(step: (migration: Migration) => Promise<void>): Promise<void> {
  const config = loadDatabaseConfig();
  await withDatabaseUrls(config, (urls) => withOwner(urls.migrationUrl, (owner) => step({ ...urls, config, owner })));
}

async function up({ owner, url, config }: Migration): Promise<void> {
  const role = decodeURIComponent(new URL(url).username);
  if (!role) throw new ConfigError(['DATABASE_URL: must name the user, who gets the grants']);
  const applied = await migrateUp(owner);
  for (const name of applied) console.log(`applied ${name}`);
  for (const warning of await grantApplicationRole(owner, role, config.production)) console.warn(`warning: ${warning}`);
  console.log(applied.length === 0 ? 'The schema is current.' : `${applied.length} migration(s) applied.`);
}

async function down({ owner }: Migration): Promise<void> {
  const name = await migrateDown(owner);
  console.log(name ? `took back ${name}` : 'There is nothing to take back.');
}

async function status({ owner }: Migration): Promise<void> {
  for (const { name, applied } of await migrationStates(owner))
    console.log(`${applied ? 'applied' : 'missing'}  ${name}`);
}
