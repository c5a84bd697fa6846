import { Command } from 'commander';
import type { TenantId } from '../../core/tenant-id.js';
import { tenantValue } from '../option-values.js';

/** A command on one connection: `<name> <tenant> <id>`. */
export function onConnection(name: string, work: (tenant: TenantId, id: string, command: Command) => Promise<void>) {
  const command = new Command(name)
    .argument('<tenant>', 'whose connection it is', tenantValue)
    .argument('<id>', 'the connection, such as con_…');
  return command.action((tenant: TenantId, id: string) => work(tenant, id, command));
}
