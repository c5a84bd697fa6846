import type { OrgState } from './org-state.ts';
import type { AdminRole } from './records.ts';

/** Gives a user the standard role that stands for a coarse one, without a log event. */
export function seedAdminRole(org: OrgState, userId: string, role: AdminRole): void {
  if (role === 'none') return;
  const type = role === 'super' ? 'SUPER_ADMIN' : 'READ_ONLY_ADMIN';
  org.adminRoles.assign({ type, assignee: { kind: 'USER', id: userId }, created: org.isoNow() });
}
