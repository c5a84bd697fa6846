import { Command } from 'commander';
import { loadConfig } from '../core/config.js';
import { StartupError } from '../core/database/startup-error.js';
import type { RotatedTenant } from '../tokens/key-rotation.js';
import { Interruption } from './interruption.js';
import { withKeyTools, type KeyTools } from './key-tools.js';

const PROGRESS_EVERY = 500;

/** `keys status` and `keys rotate`: the encryption keys of the database, while the service runs. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('look after the encryption keys');
  keys
    .command('status')
    .description('list the encryption keys and how much each is used')
    .action(() => withKeyTools(loadConfig(), status));
  keys
    .command('rotate')
    .description('wrap every data key with the newest encryption key; can be interrupted and repeated')
    .option('--data-keys', 'also make a new data key for each tenant and seal its secrets anew', false)
    .action(({ dataKeys }: { dataKeys: boolean }) =>
      withKeyTools(loadConfig(), (tools) => rotate(tools, dataKeys ? ALL_STEPS : STEPS)),
    );
  return keys;
}

async function status({ repository, provider }: KeyTools): Promise<void> {
  const usage = await repository.usage();
  const unused = usage.some(({ kekId }) => kekId === provider.currentKeyId)
    ? []
    : [{ kekId: provider.currentKeyId, tenants: 0, keys: 0 }];
  for (const { kekId, tenants, keys } of [...unused, ...usage]) {
    const role = kekId === provider.currentKeyId ? 'newest' : provider.knows(kekId) ? 'older' : 'NOT CONFIGURED';
    console.log(`${kekId}  ${role}  wraps ${keys} data key(s) of ${tenants} tenant(s)`);
  }
}

interface Step {
  /** What happened to the number that is printed. */
  label: string;
  run: (tools: KeyTools) => AsyncGenerator<RotatedTenant>;
}

const REWRAP: Step = { label: 'data key(s) wrapped anew', run: ({ rotation }) => rotation.rewrap() };
const RENEW: Step = { label: 'secret(s) sealed anew', run: ({ rotation }) => rotation.renewDataKeys() };
const DESTROY: Step = {
  label: 'superseded data key(s) destroyed',
  run: ({ rotation }) => rotation.destroySuperseded(),
};
const STEPS = [REWRAP, DESTROY];
const ALL_STEPS = [REWRAP, RENEW, DESTROY];

async function rotate(tools: KeyTools, steps: Step[]): Promise<void> {
  await tools.check.check();
  const interruption = new Interruption('the tenant in progress');
  await interruption.within(async () => {
    for (const step of steps) await runStep(step, tools, interruption);
  });
}

async function runStep({ label, run }: Step, tools: KeyTools, interruption: Interruption): Promise<void> {
  const sum = { tenants: 0, changed: 0, failed: 0 };
  for await (const { tenant, changed, error } of run(tools)) {
    sum.tenants += 1;
    sum.changed += changed;
    if (error !== undefined) {
      sum.failed += 1;
      console.error(`tenant ${tenant}: ${error instanceof Error ? error.message : 'failed'}`);
    }
    interruption.check(`Interrupted after ${sum.changed} ${label}. Run the same command to go on.`);
    if (sum.tenants % PROGRESS_EVERY === 0) console.error(`${sum.tenants} tenant(s) …`);
  }
  console.log(`${sum.changed} ${label}, ${sum.tenants} tenant(s)`);
  if (sum.failed > 0)
    throw new StartupError(`${sum.failed} tenant(s) failed. Mend what is printed above, then run the same command.`);
}
