import type { TenantId } from '../../core/tenant-id.js';
import type { Effect } from '../define-action.js';

/** One run of an action, as the run log keeps it: redacted, without the output. */
export interface Run {
  tenantId: TenantId;
  id: string;
  connectionId: string;
  actionId: string;
  effect: Effect;
  status: 'queued' | 'running' | 'succeeded' | 'failed';
  caller: string;
  requestId: string;
  startedAt: Date;
  finishedAt: Date | null;
  durationMs: number | null;
  attempts: number;
  changed: boolean | null;
  errorCode: string | null;
  /** What Okta said of a failure; never a secret. */
  error: unknown;
  oktaStatus: number | null;
  oktaRequestId: string | null;
  /** The input with its secrets masked. */
  request: unknown;
}
