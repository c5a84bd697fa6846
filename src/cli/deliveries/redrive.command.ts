import { Command, Option } from 'commander';
import type { DueItem } from '../../connections/upkeep/leased-rows.repository.js';
import { StartupError } from '../../core/database/startup-error.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { Redriven, Redrives } from '../../deliveries/redrives.service.js';
import { Interruption } from '../interruption.js';
import { operatorIn } from '../operator.js';
import { tenantValue, timeValue } from '../option-values.js';

interface RedriveOptions {
  tenant?: TenantId;
  connection?: string;
  subscription?: string;
  since?: Date;
  dryRun: boolean;
}

const BEGINNING = new Date(0);

/** `deliveries redrive`: dead letters are sent again, in batches. */
export function redriveCommand(): Command {
  return new Command('redrive')
    .description('send dead letters again; can be interrupted and repeated')
    .option('--tenant <id>', 'of this tenant only', tenantValue)
    .option('--connection <id>', 'of this connection only')
    .option('--subscription <id>', 'of this subscription only')
    .addOption(new Option('--status <status>', 'what is sent again').choices(['dead']).default('dead'))
    .option('--since <time>', 'written at or after it: 2026-11-22T09:00:00Z, 90m, 12h, 7d', timeValue)
    .option('--dry-run', 'count them, change nothing', false)
    .action(redrive);
}

async function redrive(options: RedriveOptions): Promise<void> {
  const { withAdminApplication } = await import('../admin-application.js');
  const { Redrives } = await import('../../deliveries/redrives.service.js');
  const interruption = new Interruption('the batch in progress');
  await interruption.within(() =>
    withAdminApplication((app) => new Redrive(app.get(Redrives, { strict: false }), options, interruption).run()),
  );
}

/** One run of the command. */
class Redrive {
  readonly #until = new Date();
  #seen = 0;
  #count = 0;
  #left = 0;

  constructor(
    private readonly redrives: Redrives,
    private readonly options: RedriveOptions,
    private readonly interruption: Interruption,
  ) {}

  async run(): Promise<void> {
    const { tenant: tenantId, connection: connectionId, subscription: subscriptionId } = this.options;
    for await (const place of this.redrives.candidates({ tenantId, connectionId, subscriptionId })) {
      this.#seen += 1;
      await this.#subscription(place);
    }
    if (this.#seen === 0 && (connectionId ?? subscriptionId) !== undefined)
      throw new StartupError('There is no such subscription.');
    const [done, left] = this.options.dryRun ? ['would be sent', 'stay'] : ['sent', 'stayed'];
    console.log(`${this.#count} dead letter(s) ${done} again, ${this.#left} ${left}; ${this.#seen} subscription(s)`);
  }

  async #subscription({ tenantId, id }: DueItem): Promise<void> {
    const { dryRun, since = BEGINNING } = this.options;
    const letters = { subscriptionId: id, since, until: this.#until };
    for (let next: Redriven['next'], first = true; first || next; first = false) {
      this.interruption.check(`Interrupted after ${this.#count} dead letter(s). Run the same command to go on.`);
      const done: Redriven = dryRun
        ? await this.redrives.count({ tenantId }, letters)
        : await this.redrives.batch(operatorIn(tenantId), letters, next);
      this.#report({ tenantId, id }, done);
      next = done.next;
    }
  }

  #report({ tenantId, id }: DueItem, { count, obstacle }: Redriven): void {
    if (count === 0) return;
    if (obstacle) this.#left += count;
    else this.#count += count;
    const why = obstacle === 'disabled' ? 'left: resume the subscription first' : 'left: the subscription is pulled';
    console.error(`${tenantId} ${id}: ${count} dead letter(s)${obstacle ? ` ${why}` : ''}`);
  }
}
