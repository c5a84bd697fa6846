import 'reflect-metadata';
import { Command, CommanderError } from 'commander';
import { catalogueCommand } from './cli/catalogue.command.js';
import { connectionsCommand } from './cli/connections/connections.command.js';
import { deliveriesCommand } from './cli/deliveries/deliveries.command.js';
import { doctorCommand } from './cli/doctor.command.js';
import { Interrupted } from './cli/interruption.js';
import { keysCommand } from './cli/keys.command.js';
import { migrateCommand } from './cli/migrate.command.js';
import { openApiCommand } from './cli/openapi.command.js';
import { subscriptionsCommand } from './cli/subscriptions/subscriptions.command.js';
import { tokenCommand } from './cli/token.command.js';
import { ConfigError } from './core/config.js';
import { StartupError } from './core/database/startup-error.js';
import { ConnectorError } from './core/errors.js';

const FAILED = 1;
const WRONG_USAGE = 2;

const COMMANDS = [
  migrateCommand,
  keysCommand,
  connectionsCommand,
  deliveriesCommand,
  subscriptionsCommand,
  doctorCommand,
  openApiCommand,
  catalogueCommand,
  tokenCommand,
];

/**
 * Admin commands: `node dist/cli.js …`. The result is on standard output, progress and errors on standard error. Exit
 * codes: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted by Ctrl-C (143 by SIGTERM).
 */
function program(): Command {
  const root = new Command('okta-connector').description('Admin commands of the Okta connector').showHelpAfterError();
  for (const command of COMMANDS) root.addCommand(command());
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
  if (error instanceof Interrupted) return report(error.message, error.exitCode);
  if (error instanceof ConnectorError)
    return report(explain(error), error.code === 'invalid_input' ? WRONG_USAGE : FAILED);
  return report(error instanceof Error ? `${error.name}: ${error.message}` : 'It failed.', FAILED);
}

function explain({ message, details: { remedy } }: ConnectorError): string {
  return remedy === undefined || message.includes(remedy) ? message : `${message} ${remedy}`;
}

function report(message: string, code: number): number {
  console.error(message);
  return code;
}

process.exitCode = await program()
  .parseAsync()
  .then(() => 0, exitCode);
