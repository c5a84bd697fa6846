import { Command } from 'commander';
import { redriveCommand } from './redrive.command.js';

/** `deliveries redrive`. */
export function deliveriesCommand(): Command {
  return new Command('deliveries').description('look after deliveries').addCommand(redriveCommand());
}
