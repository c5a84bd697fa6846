import { Injectable } from '@nestjs/common';
import { ConnectorError } from '../core/errors.js';
import { inputSchemaOf, type JsonSchema, outputSchemaOf } from '../core/json-schema.js';
import { invalidInput } from '../core/http/validation.js';
import type { OktaScope } from '../okta/okta-scopes.js';
import { apiTokenTriggers } from './catalog/api-token-triggers.js';
import { applicationTriggers } from './catalog/application-triggers.js';
import { deviceTriggers } from './catalog/device-triggers.js';
import { ENRICHED } from './catalog/enriched.js';
import { genericTriggers } from './catalog/generic-triggers.js';
import { governanceTriggers } from './catalog/governance-triggers.js';
import { groupTriggers } from './catalog/group-triggers.js';
import { importTriggers } from './catalog/import-triggers.js';
import { policyTriggers } from './catalog/policy-triggers.js';
import { scheduleTriggers } from './catalog/schedule-triggers.js';
import { securityTriggers } from './catalog/security-triggers.js';
import { signInTriggers } from './catalog/sign-in-triggers.js';
import type { TriggerDefinition } from './catalog/trigger-definition.js';
import { userTriggers } from './catalog/user-triggers.js';

/** The families in the order of the catalogue; the key is the family's name. */
const CATALOGUE: Record<string, Record<string, TriggerDefinition>> = {
  generic: genericTriggers,
  schedules: scheduleTriggers,
  governance: governanceTriggers,
  'api-tokens': apiTokenTriggers,
  applications: applicationTriggers,
  groups: groupTriggers,
  imports: importTriggers,
  policies: policyTriggers,
  devices: deviceTriggers,
  users: userTriggers,
  'sign-ins': signInTriggers,
  security: securityTriggers,
};

/** A trigger as callers see it, with what follows from its definition. */
export class RegisteredTrigger {
  #schemas: { params: JsonSchema; payload: JsonSchema } | undefined;

  constructor(
    readonly id: string,
    readonly family: string,
    readonly definition: TriggerDefinition,
  ) {}

  /** Needed for `params.enrich` alone. */
  get enrichScopes(): OktaScope[] {
    const { definition } = this;
    return definition.mechanism === 'events' ? definition.enriches.map((kind) => ENRICHED[kind].scope) : [];
  }

  /** JSON Schema 2020-12 of params and payload; made at the first use. */
  get schemas(): { params: JsonSchema; payload: JsonSchema } {
    const { params, payload } = this.definition;
    this.#schemas ??= { params: inputSchemaOf(params), payload: outputSchemaOf(payload) };
    return this.#schemas;
  }

  /**
   * The params of a new subscription, with defaults.
   * @throws ConnectorError `invalid_input` with pointers into the request body, below `/params`
   */
  parseParams(params: unknown): Record<string, unknown> {
    const parsed = this.definition.params.safeParse(params);
    if (parsed.success) return parsed.data;
    throw invalidInput(parsed.error.issues, { prefix: ['params'], where: `The params of ${this.id} are not valid` });
  }
}

/** The catalogue of triggers; every other view of them (REST, documents, tests) is derived from it. */
@Injectable()
export class TriggerRegistry {
  readonly #triggers = new Map<string, RegisteredTrigger>();

  constructor() {
    for (const [family, definitions] of Object.entries(CATALOGUE)) {
      for (const [id, definition] of Object.entries(definitions))
        this.#triggers.set(id, new RegisteredTrigger(id, family, definition));
    }
  }

  list(): RegisteredTrigger[] {
    return [...this.#triggers.values()];
  }

  find(id: string): RegisteredTrigger | undefined {
    return this.#triggers.get(id);
  }

  /** @throws ConnectorError `not_found` */
  get(id: string): RegisteredTrigger {
    const trigger = this.#triggers.get(id);
    if (!trigger) throw new ConnectorError('not_found', 'There is no such trigger. GET /v1/triggers lists them all.');
    return trigger;
  }
}
