import { Command } from 'commander';
import { disableCommand } from './disable.command.js';
import { listCommand } from './list.command.js';
import { refreshCommand } from './refresh.command.js';
import { testCommand } from './test.command.js';

/** `connections list|test|refresh|disable`. */
export function connectionsCommand(): Command {
  const connections = new Command('connections').description('look after connections to Okta orgs');
  for (const command of [listCommand(), testCommand(), refreshCommand(), disableCommand()])
    connections.addCommand(command);
  return connections;
}
