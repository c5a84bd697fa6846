import { Command, CommanderError } from 'commander';
import { keysCommand } from './cli/keys.command.js';
import { migrateCommand } from './cli/migrate.command.js';
import { tokenCommand } from './cli/token.command.js';
import { ConfigError } from './core/config.js';
import { StartupError } from './core/database/startup-error.js';

const FAILED = 1;
const WRONG_USAGE = 2;

/** Admin commands: `node dist/cli.js migrate|keys|token`. Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
function program(): Command {
  const root = new Command('okta-connector').description('Admin commands of the Okta connector').showHelpAfterError();
  for (const command of [migrateCommand(), keysCommand(), tokenCommand()]) root.addCommand(command);
  return exitOverride(root);
}

/** Wrong usage is reported by us, so that its exit code is 2. */
function exitOverride(command: Command): Command {
  for (const child of command.commands) exitOverride(child);
  return command.exitOverride();
}

function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
  if (error instanceof ConfigError) return report(error.message, WRONG_USAGE);
  if (error instanceof StartupError) return report(error.message, FAILED);
  return report(error instanceof Error ? `${error.name}: ${error.message}` : 'It failed.', FAILED);
}

function report(message: string, code: number): number {
  console.error(message);
  return code;
}

process.exitCode = await program()
  .parseAsync()
  .then(() => 0, exitCode);
