import { z } from 'zod';
import type { ActionDefinition, DirectAction } from '../../src/actions/define-action.js';
import { ActionRegistry, type RegisteredAction } from '../../src/actions/registry.js';

/** Every action of the catalogue, in its order. */
export const actions: readonly RegisteredAction[] = new ActionRegistry().list();

/** One Okta operation that the catalogue sends, public or inside a composite. */
interface NamedOperation {
  name: string;
  operation: DirectAction;
}

/** Every operation once, named by the first action that sends it. */
export const operations: readonly NamedOperation[] = distinctOperations();

const AnyInput = z.record(z.string(), z.unknown());

/** The example input of a definition. */
export const exampleInput = ({ example }: ActionDefinition) => AnyInput.parse(example.input);

function distinctOperations(): NamedOperation[] {
  const named = new Map<DirectAction, string>();
  for (const { id, definition } of actions) if (definition.kind === 'direct') named.set(definition, id);
  for (const { id, definition } of actions) {
    for (const operation of usedBy(definition)) {
      if (!named.has(operation)) named.set(operation, `${id} → ${operation.route}`);
    }
  }
  return [...named].map(([operation, name]) => ({ name, operation }));
}

function usedBy(definition: ActionDefinition): readonly DirectAction[] {
  return definition.kind === 'composite' ? definition.uses : [];
}
