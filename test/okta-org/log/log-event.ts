/** Actor or target of a System Log event. */
export interface LogParty {
  id: string;
  type: string;
  alternateId: string;
  displayName: string;
  detailEntry: Record<string, unknown> | null;
}

/** A System Log event as `GET /api/v1/logs` returns it (Okta: LogEvent). */
export interface LogEvent {
  uuid: string;
  published: string;
  eventType: string;
  version: string;
  severity: string;
  legacyEventType: string | null;
  displayMessage: string;
  actor: LogParty;
  client: Record<string, unknown>;
  device: null;
  outcome: { result: string; reason: string | null };
  target: LogParty[] | null;
  transaction: { type: string; id: string; detail: Record<string, unknown> };
  debugContext: { debugData: Record<string, unknown> };
  authenticationContext: Record<string, unknown>;
  securityContext: Record<string, unknown>;
  request: { ipChain: Record<string, unknown>[] };
}

/** What a family states about a change; the rest of the event is filled in. */
export interface LogEntry {
  eventType: string;
  actor: LogParty;
  targets: LogParty[];
  outcome?: { result: string; reason: string | null };
  displayMessage?: string;
  severity?: string;
  ipAddress?: string | null;
  userAgent?: string | null;
  transactionId?: string;
  transactionDetail?: Record<string, unknown>;
  debugData?: Record<string, unknown>;
  externalSessionId?: string | null;
  published?: string;
  uuid?: string;
}

const MESSAGES: Record<string, string> = {
  'user.lifecycle.create': 'Create Okta user',
  'user.lifecycle.activate': 'Activate Okta user',
  'user.lifecycle.reactivate': 'Reactivate Okta user',
  'user.lifecycle.deactivate': 'Deactivate Okta user',
  'user.lifecycle.suspend': 'Suspend Okta user',
  'user.lifecycle.unsuspend': 'Unsuspend Okta user',
  'user.lifecycle.delete.initiated': 'Delete Okta user',
  'user.lifecycle.delete.completed': 'Delete Okta user completed',
  'user.account.update_profile': 'Update user profile for Okta',
  'user.account.update_password': 'User update password for Okta',
  'user.account.expire_password': "Expire user's password for Okta",
  'user.account.reset_password': 'Fired when the user’s Okta password is reset',
  'user.account.lock': 'Max sign in attempts exceeded',
  'user.account.unlock_by_admin': 'Unlock user account for Okta by admin',
  'user.session.start': 'User login to Okta',
  'user.session.end': 'User logout from Okta',
  'user.session.clear': "Clear user's sessions",
  'user.mfa.factor.reset_all': 'Reset all factors for user',
  'user.authentication.universal_logout': 'Universal logout for user',
  'group.lifecycle.create': 'Create Okta group',
  'group.lifecycle.delete': 'Delete Okta group',
  'group.profile.update': 'Update group profile',
  'group.user_membership.add': 'Add user to group membership',
  'group.user_membership.remove': 'Remove user from group membership',
};

function browserOf(userAgent: string): string {
  return /Firefox|Chrome|Safari|Edg/.exec(userAgent)?.[0].toUpperCase() ?? 'UNKNOWN';
}

function clientOf(entry: LogEntry): Record<string, unknown> {
  const userAgent = entry.userAgent ?? null;
  return {
    userAgent: userAgent && { rawUserAgent: userAgent, os: 'Unknown', browser: browserOf(userAgent) },
    zone: 'null',
    device: userAgent ? 'Unknown' : null,
    id: null,
    ipAddress: entry.ipAddress ?? null,
    geographicalContext: entry.ipAddress ? GEOGRAPHY : null,
  };
}

const GEOGRAPHY = {
  city: 'Zurich',
  state: 'Zurich',
  country: 'Switzerland',
  postalCode: '8001',
  geolocation: { lat: 47.3667, lon: 8.55 },
};

function authenticationOf(entry: LogEntry): Record<string, unknown> {
  return {
    authenticationProvider: null,
    credentialProvider: null,
    credentialType: null,
    issuer: null,
    interface: null,
    authenticationStep: 0,
    rootSessionId: entry.externalSessionId ?? 'unknown',
    externalSessionId: entry.externalSessionId ?? 'unknown',
  };
}

/** Fills an entry up to a full event. */
export function toLogEvent(entry: LogEntry, given: { uuid: string; published: string }): LogEvent {
  const client = clientOf(entry);
  const ipChain = entry.ipAddress
    ? [{ ip: entry.ipAddress, geographicalContext: GEOGRAPHY, version: 'V4', source: null }]
    : [];
  return {
    actor: entry.actor,
    client,
    device: null,
    authenticationContext: authenticationOf(entry),
    displayMessage: entry.displayMessage ?? MESSAGES[entry.eventType] ?? entry.eventType,
    eventType: entry.eventType,
    outcome: entry.outcome ?? { result: 'SUCCESS', reason: null },
    published: entry.published ?? given.published,
    securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: null },
    severity: entry.severity ?? 'INFO',
    debugContext: { debugData: entry.debugData ?? {} },
    legacyEventType: null,
    transaction: { type: 'WEB', id: entry.transactionId ?? given.uuid, detail: entry.transactionDetail ?? {} },
    uuid: entry.uuid ?? given.uuid,
    version: '0',
    request: { ipChain },
    target: entry.targets.length > 0 ? entry.targets : null,
  };
}
