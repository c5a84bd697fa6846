import { LogCursors } from '../log/log-cursors.ts';
import { LogStore } from '../log/log-store.ts';
import type { RoleAssignmentRecord } from './admin-roles.ts';
import { AdminRoles } from './admin-roles.ts';
import type { AppGroupRecord, AppUserRecord, GroupRuleRecord, PushMappingRecord } from './app-records.ts';
import { AppDetails } from './app-records.ts';
import { applyRules } from './group-rules.ts';
import type { AuthServerRecord } from './auth-servers.ts';
import type { DeviceAssuranceRecord, DeviceRecord } from './devices.ts';
import type { EventHookRecord } from './event-hooks.ts';
import { FactorStore } from './factors.ts';
import { GovernanceState } from './governance.ts';
import { IdSequence } from './ids.ts';
import { IdentitySources } from './identity-sources.ts';
import type { IdentityProviderRecord } from './identity-providers.ts';
import { Memberships } from './memberships.ts';
import { OrderedStore } from './ordered-store.ts';
import type { PolicyRecord } from './policy-records.ts';
import type { ZoneRecord } from './zone-records.ts';
import type { OrgSettings } from './org-settings.ts';
import { ProfileMappings } from './profile-mappings.ts';
import { ProfileSchemas } from './profile-schemas.ts';
import { Realms } from './realms.ts';
import type {
  ApiTokenRecord,
  AppRecord,
  GrantRecord,
  GroupRecord,
  LinkedObjectDefinition,
  RefreshTokenRecord,
  SessionRecord,
  UserRecord,
} from './records.ts';

/** Everything the org knows, in memory. One instance per seed; `POST /__control/reset` makes a new one. */
export class OrgState {
  readonly settings: OrgSettings;
  readonly ids = new IdSequence();
  readonly users: OrderedStore<UserRecord>;
  readonly groups: OrderedStore<GroupRecord>;
  readonly apps: OrderedStore<AppRecord>;
  readonly grants: OrderedStore<GrantRecord>;
  readonly refreshTokens: OrderedStore<RefreshTokenRecord>;
  readonly memberships = new Memberships();
  readonly groupRules: OrderedStore<GroupRuleRecord>;
  readonly pushMappings: OrderedStore<PushMappingRecord>;
  readonly appUsers = new AppDetails<AppUserRecord>();
  readonly appGroups = new AppDetails<AppGroupRecord>();
  readonly sessions = new Map<string, SessionRecord>();
  readonly devices = new OrderedStore<DeviceRecord>(() => this.now());
  readonly deviceAssurances = new OrderedStore<DeviceAssuranceRecord>(() => this.now());
  readonly eventHooks = new OrderedStore<EventHookRecord>(() => this.now());
  readonly authServers = new OrderedStore<AuthServerRecord>(() => this.now());
  readonly identityProviders = new OrderedStore<IdentityProviderRecord>(() => this.now());
  readonly governance = new GovernanceState(() => this.now());
  readonly apiTokens = new Map<string, ApiTokenRecord>();
  readonly adminRoles = new AdminRoles(this.ids, () => this.now());
  readonly policies = new OrderedStore<PolicyRecord>(() => this.now());
  /** The app sign-in policy by app; the default one decides about the others. */
  readonly accessPolicyByApp = new Map<string, string>();
  readonly zones = new OrderedStore<ZoneRecord>(() => this.now());
  readonly linkedObjects: LinkedObjectDefinition[] = [];
  /** Primary user by `relationship|associated user`. */
  readonly linkedPrimaries = new Map<string, string>();
  readonly logs: LogStore;
  readonly logCursors = new LogCursors();
  readonly schemas: ProfileSchemas;
  readonly mappings: ProfileMappings;
  readonly factors = new FactorStore(() => this.now());
  readonly userRisks = new Map<string, { riskLevel: string; reason: string }>();
  readonly identitySources = new IdentitySources(() => this.now());
  readonly realms: Realms;
  readonly userTypeId: string;
  everyoneGroupId = '';
  readonly oauthClientNames = new Map<string, string>();
  /** Set by the authorization server: ends its tokens of a user (of one client). */
  revokeOauthTokens: ((userId: string, clientId?: string) => void) | undefined;
  private readonly ownId: string;
  private readonly userIdByLogin = new Map<string, string>();

  constructor(settings: OrgSettings) {
    this.settings = settings;
    const now = (): number => this.now();
    this.users = new OrderedStore(now);
    this.groups = new OrderedStore(now);
    this.apps = new OrderedStore(now);
    this.grants = new OrderedStore(now);
    this.refreshTokens = new OrderedStore(now);
    this.groupRules = new OrderedStore(now);
    this.pushMappings = new OrderedStore(now);
    this.logs = new LogStore(now);
    this.ownId = this.ids.take('00o');
    this.userTypeId = this.ids.take('oty');
    this.schemas = new ProfileSchemas(now, this.userTypeId);
    this.mappings = new ProfileMappings(now);
    this.realms = new Realms(now, this.ids);
  }

  get orgId(): string {
    return this.settings.orgId ?? this.ownId;
  }

  /** The org's clock in milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.settings.clockOffsetMs;
  }

  isoNow(): string {
    return new Date(this.now()).toISOString();
  }

  /** Stores a new or changed user and keeps the login index right. */
  putUser(user: UserRecord): void {
    const before = this.users.get(user.id);
    if (before) this.userIdByLogin.delete(loginKey(before));
    this.userIdByLogin.set(loginKey(user), user.id);
    this.users.put(user);
    applyRules(this, user);
  }

  removeUser(user: UserRecord): void {
    this.userIdByLogin.delete(loginKey(user));
    this.users.remove(user.id);
    this.memberships.removeUser(user.id);
    this.factors.removeAll(user.id);
    this.userRisks.delete(user.id);
    for (const app of this.apps.scan()) app.record.userIds.delete(user.id);
  }

  userByLogin(login: string): UserRecord | undefined {
    const id = this.userIdByLogin.get(login.toLowerCase());
    return id === undefined ? undefined : this.users.get(id);
  }

  /** Users whose login starts with the short name and an at sign. */
  usersByShortLogin(shortLogin: string): UserRecord[] {
    const prefix = `${shortLogin.toLowerCase()}@`;
    const ids = [...this.userIdByLogin].filter(([login]) => login.startsWith(prefix)).map(([, id]) => id);
    return ids.flatMap((id) => this.users.get(id) ?? []);
  }

  /** Groups of a user in the order Okta lists them: Everyone first. */
  groupsOf(userId: string): GroupRecord[] {
    const ids = [this.everyoneGroupId, ...this.memberships.groupsOf(userId)];
    return ids.flatMap((id) => this.groups.get(id) ?? []);
  }

  /** The admin roles of a user, then those of the user's groups. */
  rolesOfUser(userId: string): RoleAssignmentRecord[] {
    const groups = this.groupsOf(userId).map(({ id }) => ({ kind: 'GROUP', id }) as const);
    return [{ kind: 'USER', id: userId } as const, ...groups].flatMap((assignee) => this.adminRoles.of(assignee));
  }

  appsOf(userId: string): AppRecord[] {
    const groupIds = new Set(this.groupsOf(userId).map((group) => group.id));
    return [...this.apps.scan()]
      .map(({ record }) => record)
      .filter((app) => app.userIds.has(userId) || [...app.groupIds].some((id) => groupIds.has(id)));
  }

  setConsistencyDelay(delayMs: number): void {
    this.settings.consistencyDelayMs = delayMs;
    this.users.indexDelayMs = delayMs;
    this.groups.indexDelayMs = delayMs;
    this.devices.indexDelayMs = delayMs;
  }
}

function loginKey(user: UserRecord): string {
  return String(user.profile['login']).toLowerCase();
}
