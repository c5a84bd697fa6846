/** How many hooks may be ACTIVE, and to how many event types one may listen (developer.okta.com/docs/concepts/event-hooks). */
export const MAX_ACTIVE_HOOKS = 25;
export const MAX_EVENT_TYPES = 300;

export interface HookHeader {
  key: string;
  value: string;
}

/** Where the events go. What the header `auth.key` carries is never shown again. */
export interface HookChannel {
  uri: string;
  headers: HookHeader[];
  auth: { key: string; secret: string | null } | null;
}

/** An Okta Expression Language condition: only events of the type that satisfy it are sent. */
export interface HookCondition {
  event: string;
  expression: string;
}

/** Only hooks that are both ACTIVE and VERIFIED receive events. */
export interface EventHookRecord {
  id: string;
  name: string;
  description: string | null;
  status: 'ACTIVE' | 'INACTIVE';
  verificationStatus: 'UNVERIFIED' | 'VERIFIED';
  created: string;
  createdBy: string | null;
  lastUpdated: string;
  eventTypes: string[];
  conditions: HookCondition[];
  channel: HookChannel;
}
