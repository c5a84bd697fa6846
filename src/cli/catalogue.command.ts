import { Command } from 'commander';

/** `catalogue`: prints every action and trigger with its schemas, as `GET /v1/actions` and `GET /v1/triggers` show them. */
export function catalogueCommand(): Command {
  return new Command('catalogue').description('print the actions and triggers as JSON').action(printCatalogue);
}

async function printCatalogue(): Promise<void> {
  const [{ ActionRegistry }, { actionView }, { TriggerRegistry }, { triggerView }] = await Promise.all([
    import('../actions/registry.js'),
    import('../actions/catalogue-view.js'),
    import('../triggers/trigger-registry.js'),
    import('../triggers/trigger-view.js'),
  ]);
  const actions = new ActionRegistry().list().map(actionView);
  const triggers = new TriggerRegistry().list().map(triggerView);
  console.log(JSON.stringify({ actions, triggers }));
}
