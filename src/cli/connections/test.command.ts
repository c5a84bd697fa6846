import type { Command } from 'commander';
import { StartupError } from '../../core/database/startup-error.js';
import { checkList } from '../check-list.js';
import { operatorIn } from '../operator.js';
import { onConnection } from './connection-arguments.js';

/** `connections test`: the connection doctor, as `POST /v1/connections/{id}/test` asks it. */
export function testCommand(): Command {
  const command = onConnection('test', async (tenant, id) => {
    const { json }: { json?: boolean } = command.opts();
    const { withAdminApplication } = await import('../admin-application.js');
    const { ConnectionDoctor } = await import('../../connections/connection-doctor.js');
    const { ok, checks } = await withAdminApplication((app) =>
      app.get(ConnectionDoctor, { strict: false }).examine(operatorIn(tenant), id),
    );
    console.log(json ? JSON.stringify({ ok, checks }, null, 2) : checkList(checks).join('\n'));
    if (!ok) throw new StartupError('The connection does not work. What is printed says what to do.');
  });
  return command
    .description('examine a connection at Okta; its status follows from what is found')
    .option('--json', 'as the API answers', false);
}
