import type { LogEntry, LogEvent, LogParty } from './log/log-event.ts';
import type { OrgSettings } from './state/org-settings.ts';
import type { AdminRole } from './state/records.ts';

/** One request the org received. `status` stays null when no answer was sent (reset, hang). */
export interface RecordedRequest {
  seq: number;
  at: string;
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: unknown;
  status: number | null;
  fault?: string;
}

/** Something a request did that Okta's API document does not allow. */
export interface Violation {
  kind:
    | 'unknown-path'
    | 'unknown-method'
    | 'unknown-query'
    | 'unknown-body-property'
    | 'unexpected-body'
    | 'doubled-slash'
    | 'not-implemented';
  method: string;
  path: string;
  detail: string;
}

/** What goes wrong. `reset-after`, `body` and `drip` happen after the request took effect; the others before. */
type FaultEffect =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'delay'; delayMs: number }
  | { kind: 'reset' }
  | { kind: 'reset-after' }
  | { kind: 'hang' }
  | { kind: 'body'; body: 'html' | 'truncated' | 'empty' | { text: string; contentType?: string } }
  | { kind: 'drip'; chunkBytes: number; intervalMs: number };

/** Which requests suffer: method (any without), path regex, after `skip` matches, `times` often (for ever without). */
export type FaultRule = FaultEffect & { method?: string; path: string; times?: number; skip?: number };

export interface FaultState {
  id: string;
  rule: FaultRule;
  hits: number;
}

export interface CreatedToken {
  token: string;
  id: string;
  role: AdminRole;
  userId: string;
}

/** Ids of the records that every fresh org has. */
export interface SeededIds {
  users: Record<
    'admin' | 'active' | 'staged' | 'provisioned' | 'suspended' | 'lockedOut' | 'deprovisioned' | 'recovery',
    string
  >;
  groups: Record<'everyone' | 'engineering' | 'support' | 'directory', string>;
  apps: Record<'salesforce' | 'bookmark' | 'directory', string>;
  sessionId: string;
  clientId: string;
}

export interface OrgSummary {
  orgId: string;
  url: string;
  users: number;
  groups: number;
  apps: number;
  sessions: number;
  logEvents: number;
  tokens: number;
  settings: OrgSettings;
  faults: FaultState[];
  violations: number;
  seeded: SeededIds;
}

export interface SeedRequest {
  /** Adds that many ACTIVE users. */
  users?: number;
  /** Adds OKTA_GROUPs with that many members each, taken from the existing users in order. */
  groups?: { name: string; members?: number }[];
  /** Adds apps assigned to the given users and groups. */
  apps?: { label: string; name?: string; userIds?: string[]; groupIds?: string[] }[];
  sessions?: { userId: string }[];
  grants?: { userId: string; clientId: string; scopeId: string }[];
  refreshTokens?: { userId: string; clientId: string; scopes: string[] }[];
  devices?: { userId: string; displayName: string; platform?: string }[];
  profileProperties?: { name: string; title: string; type: string }[];
  blocks?: { userId: string; appliesTo: 'ANY_DEVICES' | 'UNKNOWN_DEVICES' }[];
}

export interface SeedResult {
  userIds: { first: string | null; last: string | null; count: number };
  groupIds: string[];
  appIds: string[];
  sessionIds: string[];
  grantIds: string[];
  refreshTokenIds: string[];
}

/** A log event to insert. Without `late` an event with `published` counts as persisted then, too. */
export type LogEventInput = Partial<Omit<LogEntry, 'actor' | 'eventType'>> & {
  eventType: string;
  actor?: LogParty;
  /** Shorthand: this user is actor and only target. */
  userId?: string;
  late?: boolean;
};

export type LogEventResult = LogEvent;

/** An OAuth client of the org authorization server. */
export interface OauthClientInput {
  kind: 'web' | 'service' | 'service-secret';
  clientId?: string;
  clientName?: string;
  redirectUris?: readonly string[];
  /** Public keys for private_key_jwt; needed by `service`, optional for `web`. */
  jwks?: { keys: Record<string, unknown>[] };
  /** Okta API scopes granted to the app; others are dropped silently from tokens. */
  grantedScopes: readonly string[];
  dpopBound?: boolean;
  role?: AdminRole;
  /** Default STATIC, as for Okta's web apps. */
  refreshRotation?: 'STATIC' | 'ROTATE';
  /** How long a rotated refresh token still works; default 30. */
  refreshLeewaySeconds?: number;
}

export interface OauthClientResult {
  clientId: string;
  clientSecret: string | null;
}

/** Part of the settings to change; nested members replace as a whole. */
export type SettingsChange = Partial<Omit<OrgSettings, 'rateLimit'>> & {
  rateLimit?: Partial<OrgSettings['rateLimit']>;
};
