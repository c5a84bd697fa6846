import type { SealedSecret } from '../../tokens/secret-box.js';
import type { TenantId } from '../../core/tenant-id.js';

/**
 * `wanted`: being set up, or Okta is away. `verified`: events come. `manual`: a person must enter it in Okta.
 * `unavailable`: Okta does not take it, for the reason that is noted; it is tried again. `removing`: nobody needs it.
 */
export type HookState = 'wanted' | 'verified' | 'manual' | 'unavailable' | 'removing';

/** An event hook of a connection, as we want it and as far as we know it at Okta. */
export interface OktaHook extends SealedSecret {
  tenantId: TenantId;
  /** Part of its address; cannot be guessed. */
  id: string;
  connectionId: string;
  ordinal: number;
  oktaId: string | null;
  eventTypes: string[];
  /** Those that Okta certainly sends. */
  confirmedTypes: string[];
  state: HookState;
  stateReason: string | null;
  /** SHA-256 of the secrets that are accepted, the present one first. */
  secretHashes: Buffer[];
  /** When Okta got the present secret; null while that is not known. */
  secretSetAt: Date | null;
  lastDeliveryAt: Date | null;
  checkedAt: Date | null;
}

/** The place of the sealed secret, which opens nowhere else. */
export const secretFieldOf = (hookId: string): string => `hook:${hookId}`;
