import type { Command } from 'commander';
import { Interruption } from '../interruption.js';
import { operatorIn } from '../operator.js';
import { onConnection } from './connection-arguments.js';

/** `connections refresh`: a new access token now, under the same lease as every other refresh. */
export function refreshCommand(): Command {
  const command = onConnection('refresh', async (tenant, id) => {
    const { withAdminApplication } = await import('../admin-application.js');
    const { ForcedRefresh } = await import('../../connections/forced-refresh.service.js');
    // A token that Okta gave must be stored: nobody ends this half-way.
    const { expiresAt, reauthorizeBefore } = await new Interruption('the refresh').within(() =>
      withAdminApplication((app) => app.get(ForcedRefresh, { strict: false }).refresh(operatorIn(tenant), id)),
    );
    console.log(`The access token is new; it is valid until ${expiresAt.toISOString()}.`);
    if (reauthorizeBefore) console.log(`The consent ends at ${reauthorizeBefore.toISOString()}.`);
  });
  return command.description('ask Okta for a new access token; waits for a refresh that is under way');
}
