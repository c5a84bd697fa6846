import type { LogEntry, LogEvent, LogParty } from './log/log-event.ts';
import type { OrgSettings } from './state/org-settings.ts';
import type { AdminRole, UserStatus } from './state/records.ts';
import type { FactorSeed } from './state/seed-factors.ts';

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

/**
 * What goes wrong. `reset-after`, `delay-after`, `hang-after`, `body` and `drip` happen after the request took effect;
 * the others before. A request delayed before it takes effect does so even when the client has given up by then.
 */
type FaultEffect =
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  | { kind: 'delay'; delayMs: number }
  | { kind: 'reset' }
  | { kind: 'reset-after' }
  | { kind: 'delay-after'; delayMs: number }
  | { kind: 'hang' }
  | { kind: 'hang-after' }
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
  zones: Record<'legacy' | 'blocked', string>;
  /** `signOn`, `access` and `password` are Okta's own, `engineers` is a PASSWORD policy whose passwords expire. */
  policies: Record<'signOn' | 'access' | 'password' | 'engineers' | 'profile', string>;
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

interface UserFacts {
  created: string;
  lastUpdated: string;
  passwordChanged: string | null;
  status: UserStatus;
  /** Such as ACTIVE_DIRECTORY. */
  provider: string;
}

export interface SeedRequest extends FactorSeed {
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
  /** What the API cannot set of users: when they were created or changed, and who keeps their password. */
  userFacts?: ({ userId: string } & Partial<UserFacts>)[];
}

export interface SeedResult {
  userIds: { first: string | null; last: string | null; count: number };
  groupIds: string[];
  appIds: string[];
  sessionIds: string[];
  grantIds: string[];
  refreshTokenIds: string[];
  factorIds: string[];
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
  /** A secret of the test's choice; made up where left out. Clients with keys have none. */
  clientSecret?: string;
  /** How the secret must travel; either way where left out. */
  secretMethod?: 'basic' | 'post';
  redirectUris?: readonly string[];
  /** Public keys for private_key_jwt; `service` needs them or `jwksUri`, optional for `web`. */
  jwks?: { readonly keys: readonly Record<string, unknown>[] };
  /** Where the org fetches the keys, afresh for each request. */
  jwksUri?: string;
  /** Okta API scopes granted to the app; others are dropped silently from tokens. */
  grantedScopes: readonly string[];
  /** The app requires DPoP; a DPoP header at other apps is ignored. */
  dpopBound?: boolean;
  /** False: proofs need no nonce, unlike at Okta today. */
  dpopNonce?: boolean;
  role?: AdminRole;
  /** Logins of the users assigned to the app; everybody where left out. */
  assignedLogins?: readonly string[];
  /** False: the app has no Refresh Token grant. */
  refreshGrant?: boolean;
  /** Default STATIC, as for Okta's web apps. */
  refreshRotation?: 'STATIC' | 'ROTATE';
  /** How long a rotated refresh token still works; default 30, fractions allowed. */
  refreshLeewaySeconds?: number;
  /** Lifetime of access tokens; the org's setting where left out. */
  accessTokenSeconds?: number;
}

/** Changes of a registered client; its tokens stay. */
export type OauthClientChange = Partial<Omit<OauthClientInput, 'kind'>> & { clientId: string };

export interface OauthClientResult {
  clientId: string;
  clientSecret: string | null;
}

/** Which tokens to end; of every client where `clientId` is left out. `refresh` ends their access tokens, too. */
export interface TokenSelection {
  clientId?: string;
  kind: 'access' | 'refresh';
}

/** Requests under way at the same time. */
export interface InFlight {
  /** Arrived, answered or not. */
  requests: number;
  inFlight: number;
  maxInFlight: number;
  /** Requests that arrived while another one was in flight. */
  overlaps: number;
}

/** Requests to the token endpoint of one client by grant type; errors by code, such as `use_dpop_nonce`. */
export interface TokenRequestStats extends InFlight {
  clientId: string;
  grantType: string;
  /** Token answers made, delivered or not. */
  issued: number;
  errors: Record<string, number>;
}

/** Refresh tokens that descend from one consent. */
export interface RefreshFamily extends InFlight {
  id: string;
  clientId: string;
  userId: string;
  /** Refresh tokens issued after the first. */
  rotations: number;
  /** `reuse`: a rotated token came again after its leeway; `revoked`: by the client or an administrator. */
  ended: null | 'reuse' | 'revoked';
}

export interface OauthStats {
  requests: TokenRequestStats[];
  families: RefreshFamily[];
  /** Of all families together. */
  overlaps: number;
  /** Families that ended by reuse. */
  familiesReused: number;
}

/** Requests of one principal in one bucket; times in milliseconds since 1970 on the org's clock. */
export interface RateWindow {
  principal: string;
  bucket: string;
  limit: number;
  /** Requests that were let through, and those that got 429. */
  used: number;
  refused: number;
  startedAt: number;
  endsAt: number;
}

/** Part of the settings to change; nested members replace as a whole. */
export type SettingsChange = Partial<Omit<OrgSettings, 'rateLimit'>> & {
  rateLimit?: Partial<OrgSettings['rateLimit']>;
};
