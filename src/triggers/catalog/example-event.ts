import { EXAMPLE_IDS } from '../../okta/schemas/ids.js';

interface ExampleParty {
  id: string;
  type: string;
  alternateId: string;
  displayName: string;
}

const party = (type: string, id: string, displayName: string, alternateId = displayName): ExampleParty => ({
  id,
  type,
  alternateId,
  displayName,
});

/** One target of each type that Okta is known to use in the events of the catalogue. */
const PARTIES = {
  User: party('User', EXAMPLE_IDS.ada, 'Ada Lovelace', 'ada@example.com'),
  UserGroup: party('UserGroup', EXAMPLE_IDS.engineers, 'Engineers', 'unknown'),
  AppInstance: party('AppInstance', EXAMPLE_IDS.app, 'Expenses'),
  AppUser: party('AppUser', '0ua1a2b3c4d5e6f7g8h9', 'Ada Lovelace', 'ada@example.com'),
  Device: party('Device', EXAMPLE_IDS.device, "Ada's laptop", 'unknown'),
  PolicyEntity: party('PolicyEntity', EXAMPLE_IDS.policy, 'Any two factors', 'unknown'),
  PolicyRule: party('PolicyRule', EXAMPLE_IDS.policyRule, 'Catch-all rule', 'unknown'),
  Token: party('Token', EXAMPLE_IDS.apiToken, 'ticketing', 'unknown'),
} as const;

export type TargetType = keyof typeof PARTIES;

const ADMINISTRATOR = party('User', EXAMPLE_IDS.grace, 'Grace Hopper', 'grace@example.com');
const SYSTEM = party('SystemPrincipal', 'system', 'Okta System', 'system@example.com');

const ACTORS = { administrator: ADMINISTRATOR, user: PARTIES.User, system: SYSTEM };

export type ActorKind = keyof typeof ACTORS;

export interface ExampleEventSpec {
  eventType: string;
  displayMessage: string;
  actor: ActorKind;
  targets: readonly TargetType[];
  outcome: { result: string; reason: string | null };
  debugData: Record<string, unknown>;
}

/** An event as Okta would write it; the same every time. */
export function exampleEvent({ eventType, actor, targets, displayMessage, outcome, debugData }: ExampleEventSpec) {
  return {
    uuid: '7c1c5f52-1d55-11f1-9a3c-0b6d3f0a7c11',
    published: '2026-03-01T07:45:12.345Z',
    eventType,
    version: '0',
    severity: outcome.result === 'SUCCESS' ? 'INFO' : 'WARN',
    displayMessage,
    actor: ACTORS[actor],
    target: targets.length === 0 ? null : targets.map((type) => PARTIES[type]),
    outcome,
    client: { ipAddress: actor === 'system' ? null : '203.0.113.7' },
    debugContext: { debugData },
  };
}
