/** Who belongs to which group; both directions, each in order of joining. */
export class Memberships {
  private readonly membersByGroup = new Map<string, Map<string, number>>();
  private readonly groupsByUser = new Map<string, Set<string>>();
  private nextSeq = 0;

  has(groupId: string, userId: string): boolean {
    return this.membersByGroup.get(groupId)?.has(userId) ?? false;
  }

  /** @returns false when the user already belonged to the group. */
  add(groupId: string, userId: string): boolean {
    const members = this.membersByGroup.get(groupId) ?? new Map<string, number>();
    if (members.has(userId)) return false;
    members.set(userId, this.nextSeq++);
    this.membersByGroup.set(groupId, members);
    const groups = this.groupsByUser.get(userId) ?? new Set<string>();
    this.groupsByUser.set(userId, groups.add(groupId));
    return true;
  }

  /** @returns false when the user did not belong to the group. */
  remove(groupId: string, userId: string): boolean {
    this.groupsByUser.get(userId)?.delete(groupId);
    return this.membersByGroup.get(groupId)?.delete(userId) ?? false;
  }

  removeUser(userId: string): void {
    for (const groupId of this.groupsOf(userId)) this.membersByGroup.get(groupId)?.delete(userId);
    this.groupsByUser.delete(userId);
  }

  removeGroup(groupId: string): void {
    for (const userId of this.membersByGroup.get(groupId)?.keys() ?? []) this.groupsByUser.get(userId)?.delete(groupId);
    this.membersByGroup.delete(groupId);
  }

  count(groupId: string): number {
    return this.membersByGroup.get(groupId)?.size ?? 0;
  }

  groupsOf(userId: string): string[] {
    return [...(this.groupsByUser.get(userId) ?? [])];
  }

  /** Members who joined after the given place. */
  *scan(groupId: string, afterSeq: number): Generator<{ seq: number; userId: string }> {
    for (const [userId, seq] of this.membersByGroup.get(groupId) ?? []) {
      if (seq > afterSeq) yield { seq, userId };
    }
  }
}
