import { describe, expect, it } from '@jest/globals';
import type { UserStatus } from './state/records.ts';
import type { LifecycleOperation } from './state/user-status.ts';
import { nextStatus } from './state/user-status.ts';

const STATUSES: UserStatus[] = [
  'STAGED',
  'PROVISIONED',
  'ACTIVE',
  'RECOVERY',
  'PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'SUSPENDED',
  'DEPROVISIONED',
];

/** Outcome per status in the order above: the new status, or the error code. */
const TABLE: Record<LifecycleOperation, string[]> = {
  activate: ['ACTIVE', 'E0000016', 'E0000016', 'E0000016', 'E0000016', 'E0000016', 'E0000016', 'ACTIVE'],
  reactivate: ['E0000038', 'PROVISIONED', 'E0000038', 'PROVISIONED', 'E0000038', 'E0000038', 'E0000038', 'E0000038'],
  deactivate: [...Array.from({ length: 7 }, () => 'DEPROVISIONED'), 'E0000038'],
  suspend: ['E0000001', 'E0000001', 'SUSPENDED', 'E0000001', 'E0000001', 'E0000001', 'E0000001', 'E0000001'],
  unsuspend: ['E0000001', 'E0000001', 'E0000001', 'E0000001', 'E0000001', 'E0000001', 'ACTIVE', 'E0000001'],
  unlock: ['E0000032', 'E0000032', 'E0000032', 'E0000032', 'E0000032', 'ACTIVE', 'E0000032', 'E0000032'],
  expire_password: [
    'E0000038',
    'E0000038',
    'PASSWORD_EXPIRED',
    'PASSWORD_EXPIRED',
    'PASSWORD_EXPIRED',
    'PASSWORD_EXPIRED',
    'E0000038',
    'E0000038',
  ],
  reset_password: ['E0000038', 'RECOVERY', 'RECOVERY', 'RECOVERY', 'RECOVERY', 'RECOVERY', 'E0000038', 'E0000038'],
  reset_factors: [
    'E0000038',
    'PROVISIONED',
    'ACTIVE',
    'RECOVERY',
    'PASSWORD_EXPIRED',
    'LOCKED_OUT',
    'SUSPENDED',
    'E0000038',
  ],
};

function outcome(operation: LifecycleOperation, from: UserStatus): string {
  try {
    return nextStatus(operation, from, true);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('user status machine', () => {
  it.each(Object.entries(TABLE) as [LifecycleOperation, string[]][])('%s', (operation, expected) => {
    expect(STATUSES.map((status) => outcome(operation, status))).toEqual(expected);
  });

  it('activates a user without a password to PROVISIONED', () => {
    expect(nextStatus('activate', 'STAGED', false)).toBe('PROVISIONED');
  });
});
