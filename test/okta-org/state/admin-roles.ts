import type { IdSequence } from './ids.ts';
import { OrderedStore } from './ordered-store.ts';

/** The roles that Okta brings along, with their labels (Okta: standard roles and IAM-based standard roles). */
export const STANDARD_ROLES = {
  SUPER_ADMIN: 'Super Administrator',
  ORG_ADMIN: 'Organization Administrator',
  APP_ADMIN: 'Application Administrator',
  USER_ADMIN: 'Group Administrator',
  GROUP_MEMBERSHIP_ADMIN: 'Group Membership Administrator',
  HELP_DESK_ADMIN: 'Help Desk Administrator',
  API_ACCESS_MANAGEMENT_ADMIN: 'API Access Management Administrator',
  REPORT_ADMIN: 'Report Administrator',
  READ_ONLY_ADMIN: 'Read Only Administrator',
  ACCESS_CERTIFICATIONS_ADMIN: 'Access Certifications Administrator',
  ACCESS_REQUESTS_ADMIN: 'Access Requests Administrator',
  WORKFLOWS_ADMIN: 'Workflows Administrator',
} as const;

export type StandardRole = keyof typeof STANDARD_ROLES;

export interface Assignee {
  kind: 'USER' | 'GROUP';
  id: string;
}

/** A role somebody holds. The id of a standard one is its type in base 32, as at Okta; that of a custom one is its own. */
export interface RoleAssignmentRecord {
  id: string;
  type: StandardRole | 'CUSTOM';
  assignee: Assignee;
  created: string;
  /** Of custom roles. */
  roleId?: string;
  resourceSetId?: string;
}

export interface CustomRoleRecord {
  id: string;
  label: string;
  description: string;
  permissions: string[];
  created: string;
  lastUpdated: string;
}

export interface ResourceSetRecord {
  id: string;
  label: string;
  description: string;
  resources: string[];
  created: string;
  lastUpdated: string;
}

interface NewAssignment {
  type: StandardRole | 'CUSTOM';
  assignee: Assignee;
  created: string;
  roleId?: string;
  resourceSetId?: string;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base 32 without padding. */
function base32(text: string): string {
  const bits = [...Buffer.from(text, 'utf8')].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => BASE32[parseInt(group.padEnd(5, '0'), 2)]).join('');
}

const sameAssignee = (left: Assignee, right: Assignee): boolean => left.kind === right.kind && left.id === right.id;

/** Who holds which admin role, the org's own roles, and the resource sets that they work on. */
export class AdminRoles {
  readonly customRoles: OrderedStore<CustomRoleRecord>;
  readonly resourceSets: OrderedStore<ResourceSetRecord>;
  private readonly ids: IdSequence;
  private assignments: RoleAssignmentRecord[] = [];
  /** Bindings by `resource set|role`; one may be without members. */
  private readonly bindings = new Set<string>();

  constructor(ids: IdSequence, now: () => number) {
    this.ids = ids;
    this.customRoles = new OrderedStore(now);
    this.resourceSets = new OrderedStore(now);
  }

  /** @returns undefined when the assignee has the role already */
  assign(given: NewAssignment): RoleAssignmentRecord | undefined {
    if (this.of(given.assignee).some((held) => sameRole(held, given))) return undefined;
    const id = given.type === 'CUSTOM' ? this.ids.take('irb') : base32(given.type);
    const assignment = { id, ...given };
    this.assignments.push(assignment);
    if (given.roleId !== undefined) this.bindings.add(bindingKey(given.resourceSetId, given.roleId));
    return assignment;
  }

  /** @returns the assignment taken away, undefined when there was none */
  unassign(assignee: Assignee, assignmentId: string): RoleAssignmentRecord | undefined {
    const found = this.of(assignee).find(({ id }) => id === assignmentId);
    this.assignments = this.assignments.filter((assignment) => assignment !== found);
    return found;
  }

  of(assignee: Assignee): RoleAssignmentRecord[] {
    return this.assignments.filter((assignment) => sameAssignee(assignment.assignee, assignee));
  }

  hasBinding(resourceSetId: string, roleId: string): boolean {
    return this.bindings.has(bindingKey(resourceSetId, roleId));
  }

  addBinding(resourceSetId: string, roleId: string): void {
    this.bindings.add(bindingKey(resourceSetId, roleId));
  }

  members(resourceSetId: string, roleId: string): RoleAssignmentRecord[] {
    return this.assignments.filter((held) => held.resourceSetId === resourceSetId && held.roleId === roleId);
  }

  /** A role goes with its bindings and so with its assignments. */
  removeCustomRole(roleId: string): void {
    this.customRoles.remove(roleId);
    this.assignments = this.assignments.filter((held) => held.roleId !== roleId);
    for (const key of this.bindings) if (key.endsWith(`|${roleId}`)) this.bindings.delete(key);
  }
}

function sameRole(held: RoleAssignmentRecord, given: NewAssignment): boolean {
  return held.type === given.type && held.roleId === given.roleId && held.resourceSetId === given.resourceSetId;
}

const bindingKey = (resourceSetId: string | undefined, roleId: string): string => `${resourceSetId}|${roleId}`;
