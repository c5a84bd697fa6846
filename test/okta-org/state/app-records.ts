import type { Profile } from './records.ts';

/** What an app knows of one of its users. Whether somebody is assigned follows from the app's users and groups. */
export interface AppUserRecord {
  created: string;
  lastUpdated: string;
  statusChanged: string;
  passwordChanged: string | null;
  userName: string;
  password?: string;
  profile: Profile;
}

/** What an app gives to the members of one of its groups. */
export interface AppGroupRecord {
  priority: number;
  profile: Profile;
  lastUpdated: string;
}

export interface GroupRuleRecord {
  id: string;
  name: string;
  type: 'group_rule';
  status: 'ACTIVE' | 'INACTIVE' | 'INVALID';
  created: string;
  lastUpdated: string;
  expression: string;
  excludedUserIds: string[];
  groupIds: string[];
  /** Memberships that the rule has made: `group|user`. */
  assigned: Set<string>;
}

export interface PushMappingRecord {
  id: string;
  appId: string;
  sourceGroupId: string;
  targetGroupId: string;
  status: 'ACTIVE' | 'INACTIVE' | 'ERROR';
  created: string;
  lastUpdated: string;
  lastPush: string | null;
  errorSummary: string | null;
  appConfig?: Record<string, unknown>;
}

/** Details of assignments by app and by user or group. */
export class AppDetails<T> {
  private readonly byApp = new Map<string, Map<string, T>>();

  get(appId: string, id: string): T | undefined {
    return this.byApp.get(appId)?.get(id);
  }

  put(appId: string, id: string, details: T): T {
    const ofApp = this.byApp.get(appId) ?? new Map<string, T>();
    this.byApp.set(appId, ofApp.set(id, details));
    return details;
  }

  remove(appId: string, id: string): void {
    this.byApp.get(appId)?.delete(id);
  }

  removeApp(appId: string): void {
    this.byApp.delete(appId);
  }
}
