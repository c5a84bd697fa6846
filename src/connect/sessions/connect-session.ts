import type { AuthType } from '../../connections/connection.entity.js';
import type { TenantId } from '../../core/tenant-id.js';
import type { SealedSecret } from '../../tokens/secret-box.js';
import type { SessionProgress } from './session-progress.js';

/** Seconds from the making of a session to its end. */
export const SESSION_SECONDS = 1_800;

/** One person's visit to the connect page, on behalf of one tenant. */
export interface ConnectSession {
  tenantId: TenantId;
  id: string;
  /** Who visits, as the platform named the person: the actor in the audit trail. */
  user: string;
  returnUrl: string;
  region: string;
  /** The name that the platform wants for the connection. */
  name: string | null;
  authTypes: AuthType[];
  /** Scopes that the platform asks for; null: the person chooses. */
  scopes: string[] | null;
  /** Whether the connection was there before the session. */
  reconnects: boolean;
  /** The connection; null until the session has made one. */
  connectionId: string | null;
  progress: SessionProgress;
  expiresAt: Date;
  expired: boolean;
  /** Used up: the person has gone back to the platform with a working connection. */
  finished: boolean;
}

/** A session as it is stored. */
export interface StoredSession extends ConnectSession {
  cookieHash: Buffer | null;
  secrets: SealedSecret | null;
}
