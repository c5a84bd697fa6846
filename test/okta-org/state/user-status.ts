import { OktaError, validationFailed } from '../okta-error.ts';
import type { UserStatus } from './records.ts';

export type LifecycleOperation =
  | 'activate'
  | 'reactivate'
  | 'deactivate'
  | 'suspend'
  | 'unsuspend'
  | 'unlock'
  | 'expire_password'
  | 'reset_password'
  | 'reset_factors';

interface Transition {
  from: readonly UserStatus[];
  to: (hasPassword: boolean, from: UserStatus) => UserStatus;
  refuse: () => OktaError;
}

const wrongStatus = (): OktaError => new OktaError('E0000038');
const LIVE: readonly UserStatus[] = [
  'STAGED',
  'PROVISIONED',
  'ACTIVE',
  'RECOVERY',
  'PASSWORD_EXPIRED',
  'LOCKED_OUT',
  'SUSPENDED',
];
const WITH_PASSWORD: readonly UserStatus[] = ['ACTIVE', 'PROVISIONED', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT'];

const transitions: Record<LifecycleOperation, Transition> = {
  activate: {
    from: ['STAGED', 'DEPROVISIONED'],
    to: (hasPassword) => (hasPassword ? 'ACTIVE' : 'PROVISIONED'),
    refuse: () => new OktaError('E0000016'),
  },
  reactivate: { from: ['PROVISIONED', 'RECOVERY'], to: () => 'PROVISIONED', refuse: wrongStatus },
  deactivate: { from: LIVE, to: () => 'DEPROVISIONED', refuse: wrongStatus },
  suspend: {
    from: ['ACTIVE'],
    to: () => 'SUSPENDED',
    refuse: () => validationFailed('suspendUser', 'Cannot suspend a user that is not active'),
  },
  unsuspend: {
    from: ['SUSPENDED'],
    to: () => 'ACTIVE',
    refuse: () => validationFailed('unsuspendUser', 'Cannot unsuspend a user that is not suspended'),
  },
  unlock: { from: ['LOCKED_OUT'], to: () => 'ACTIVE', refuse: () => new OktaError('E0000032') },
  expire_password: {
    from: ['ACTIVE', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'RECOVERY'],
    to: () => 'PASSWORD_EXPIRED',
    refuse: wrongStatus,
  },
  reset_password: { from: WITH_PASSWORD, to: () => 'RECOVERY', refuse: wrongStatus },
  reset_factors: { from: LIVE.filter((status) => status !== 'STAGED'), to: (_, from) => from, refuse: wrongStatus },
};

/** Statuses in which each operation is allowed. */
export function allowedStatuses(operation: LifecycleOperation): readonly UserStatus[] {
  return transitions[operation].from;
}

/**
 * The status after a lifecycle operation (Okta: Users API, "User status" and the lifecycle operations).
 * @throws OktaError E0000016, E0000032, E0000038 or E0000001 when the current status forbids it
 */
export function nextStatus(operation: LifecycleOperation, from: UserStatus, hasPassword: boolean): UserStatus {
  const transition = transitions[operation];
  if (!transition.from.includes(from)) throw transition.refuse();
  return transition.to(hasPassword, from);
}
