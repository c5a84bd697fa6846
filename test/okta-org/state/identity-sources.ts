/** Okta: IdentitySourceSessionStatus. */
type SessionStatus = 'CREATED' | 'IN_PROGRESS' | 'TRIGGERED' | 'COMPLETED' | 'CLOSED' | 'EXPIRED';

export interface ImportedUser {
  externalId: string;
  profile: Record<string, unknown>;
}

export interface ImportSession {
  id: string;
  identitySourceId: string;
  status: SessionStatus;
  created: string;
  lastUpdated: string;
  upserts: ImportedUser[];
  /** External ids. */
  deletions: string[];
  uploads: number;
}

const ACTIVE: ReadonlySet<SessionStatus> = new Set(['CREATED', 'IN_PROGRESS', 'TRIGGERED']);
const DAY_MS = 24 * 3600 * 1000;

/** Sessions of custom identity sources, and which user an external id stands for. */
export class IdentitySources {
  private readonly sessions = new Map<string, ImportSession>();
  private readonly userIds = new Map<string, string>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  put(session: ImportSession): void {
    this.sessions.set(session.id, session);
  }

  /** A session as it is now: one that nobody touched for a day has expired. */
  get(identitySourceId: string, id: string): ImportSession | undefined {
    const session = this.sessions.get(id);
    if (session?.identitySourceId !== identitySourceId) return undefined;
    const idle = this.now() - Date.parse(session.lastUpdated) > DAY_MS;
    if (session.status === 'CREATED' && idle) session.status = 'EXPIRED';
    return session;
  }

  of(identitySourceId: string): ImportSession[] {
    return [...this.sessions.keys()].flatMap((id) => this.get(identitySourceId, id) ?? []);
  }

  /** Okta permits one at a time. */
  active(identitySourceId: string): ImportSession | undefined {
    return this.of(identitySourceId).find(({ status }) => ACTIVE.has(status));
  }

  userOf(identitySourceId: string, externalId: string): string | undefined {
    return this.userIds.get(`${identitySourceId}|${externalId}`);
  }

  link(identitySourceId: string, externalId: string, userId: string): void {
    this.userIds.set(`${identitySourceId}|${externalId}`, userId);
  }
}
