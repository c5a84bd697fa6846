import { Command } from 'commander';
import { replayCommand } from './replay.command.js';

/** `subscriptions replay`. */
export function subscriptionsCommand(): Command {
  return new Command('subscriptions').description('look after subscriptions').addCommand(replayCommand());
}
