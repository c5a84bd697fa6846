import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../../core/errors.js';
import { oktaOperations, type OperationFact } from '../../okta/operations/operation-facts.js';
import type { RegisteredAction } from '../registry.js';
import { closestNames } from './closest-names.js';
import { operationAction } from './operation-action.js';
import { unsupportedReason } from './operation-traits.js';

/** Every operation of Okta's Management API; each becomes an action when it is first asked for. */
@Injectable()
export class OperationCatalogue {
  #facts: ReadonlyMap<string, OperationFact> | undefined;
  readonly #actions = new Map<string, RegisteredAction>();

  list(): OperationFact[] {
    return [...this.#all().values()];
  }

  /** @throws ConnectorError `not_found`, which names operations with a similar id */
  get(operationId: string): OperationFact {
    const fact = this.#all().get(operationId);
    if (fact) return fact;
    const similar = closestNames(operationId, this.#all().keys());
    throw new ConnectorError('not_found', 'There is no such operation. GET /v1/operations lists them all.', {
      ...(similar.length > 0 && { remedy: `Did you mean ${similar.join(', ')}?` }),
    });
  }

  /** What describes the operation and runs it. */
  action(fact: OperationFact): RegisteredAction {
    const action = this.#actions.get(fact.operationId) ?? operationAction(fact);
    this.#actions.set(fact.operationId, action);
    return action;
  }

  /** @throws ConnectorError `invalid_input` for what this service cannot send */
  runnable(fact: OperationFact): RegisteredAction {
    const reason = unsupportedReason(fact);
    if (reason === undefined) return this.action(fact);
    throw new ConnectorError('invalid_input', `${fact.operationId} cannot be run. ${reason}`, {
      remedy: 'Do this in the Admin Console, or with a client of Okta of your own.',
    });
  }

  #all(): ReadonlyMap<string, OperationFact> {
    this.#facts ??= new Map(oktaOperations().operations.map((fact) => [fact.operationId, fact]));
    return this.#facts;
  }
}
