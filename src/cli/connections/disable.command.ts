import type { Command } from 'commander';
import { operatorIn } from '../operator.js';
import { onConnection } from './connection-arguments.js';

/** `connections disable`: no action, refresh or poll until the tenant enables it again. */
export function disableCommand(): Command {
  const command = onConnection('disable', async (tenant, id) => {
    const { withAdminApplication } = await import('../admin-application.js');
    const { ConnectionsService } = await import('../../connections/connections.service.js');
    const { name, domain } = await withAdminApplication((app) =>
      app.get(ConnectionsService, { strict: false }).disable(operatorIn(tenant), id),
    );
    console.log(`"${name}" (${domain}) is disabled. POST /v1/connections/${id}/enable makes it work again.`);
  });
  return command.description('stop all use of a connection; every replica notices');
}
