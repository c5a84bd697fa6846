import { Command } from 'commander';
import type { TenantId } from '../../core/tenant-id.js';
import { operatorIn } from '../operator.js';
import { tenantValue, timeValue } from '../option-values.js';

/** `subscriptions replay`: a period is delivered again by the workers, as `POST /v1/subscriptions/{id}/replay` asks. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('deliver a period again; the workers do it in the background')
    .argument('<tenant>', 'whose subscription it is', tenantValue)
    .argument('<id>', 'the subscription, such as sub_…')
    .requiredOption('--since <time>', 'its begin: 2026-11-22T09:00:00Z, 90m, 12h, 7d', timeValue)
    .option('--until <time>', 'its end; now where omitted', timeValue)
    .action(replay);
}

async function replay(tenant: TenantId, id: string, { since, until }: { since: Date; until?: Date }): Promise<void> {
  const { withAdminApplication } = await import('../admin-application.js');
  const { Replays } = await import('../../triggers/subscriptions/replays.service.js');
  const wish = { since: since.toISOString(), ...(until && { until: until.toISOString() }) };
  const period = await withAdminApplication((app) =>
    app.get(Replays, { strict: false }).ask(operatorIn(tenant), id, wish),
  );
  const [from, to] = [period.since, period.until].map((time) => time.toISOString());
  console.log(`Events from ${from} to ${to} are delivered again by the workers, with new sequence numbers.`);
  console.log(`GET /v1/subscriptions/${id}/deliveries shows how far they are.`);
}
