import { Injectable } from '@nestjs/common';
import type { OktaScope } from './okta-scopes.js';

/** Which Okta scopes each trigger needs: handed in by triggers/, for what actions/ says of the whole catalogue. */
@Injectable()
export class TriggerScopes {
  readonly #scopes = new Map<string, readonly OktaScope[]>();

  enter(triggerId: string, scopes: readonly OktaScope[]): void {
    this.#scopes.set(triggerId, scopes);
  }

  /** None for a trigger that was not entered. */
  of(triggerId: string): readonly OktaScope[] {
    return this.#scopes.get(triggerId) ?? [];
  }

  /** The ids of the triggers that need the scope, in the order of the catalogue. */
  needing(scope: OktaScope): string[] {
    return [...this.#scopes].filter(([, scopes]) => scopes.includes(scope)).map(([id]) => id);
  }
}
