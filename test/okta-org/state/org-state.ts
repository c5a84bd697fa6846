import { LogStore } from '../log/log-store.ts';
import { IdSequence } from './ids.ts';
import { Memberships } from './memberships.ts';
import { OrderedStore } from './ordered-store.ts';
import type { OrgSettings } from './org-settings.ts';
import type {
  ApiTokenRecord,
  AppRecord,
  DeviceRecord,
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
  readonly sessions = new Map<string, SessionRecord>();
  readonly devices: DeviceRecord[] = [];
  readonly apiTokens = new Map<string, ApiTokenRecord>();
  readonly linkedObjects: LinkedObjectDefinition[] = [];
  /** Primary user by `relationship|associated user`. */
  readonly linkedPrimaries = new Map<string, string>();
  readonly logs: LogStore;
  /** Custom properties of the default user schema besides the base profile. */
  readonly customProfileProperties = new Map<string, { title: string; type: string }>();
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
    this.logs = new LogStore(now);
    this.ownId = this.ids.take('00o');
    this.userTypeId = this.ids.take('oty');
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
  }

  removeUser(user: UserRecord): void {
    this.userIdByLogin.delete(loginKey(user));
    this.users.remove(user.id);
    this.memberships.removeUser(user.id);
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
  }
}

function loginKey(user: UserRecord): string {
  return String(user.profile['login']).toLowerCase();
}
