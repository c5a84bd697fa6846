import type { RefreshFamily } from '../control-contract.ts';

/** Refresh tokens by the consent they descend from: one consent, one family, however often it rotates. */
export class RefreshFamilies {
  /** Called once for each family that ends. */
  onEnd: (familyId: string) => void = () => undefined;
  private readonly families = new Map<string, RefreshFamily>();
  private readonly familyOfToken = new Map<string, string>();

  /** Takes note of an issued refresh token. */
  hold(token: string, issued: { familyId: string; clientId: string; userId: string }): void {
    const { familyId, clientId, userId } = issued;
    const known = this.families.get(familyId);
    if (known) known.rotations += this.familyOfToken.has(token) ? 0 : 1;
    else this.families.set(familyId, begin({ id: familyId, clientId, userId }));
    this.familyOfToken.set(token, familyId);
  }

  /** The family of a refresh token, dead ones included. */
  find(token: string | undefined): RefreshFamily | undefined {
    return this.families.get(this.familyOfToken.get(token ?? '') ?? '');
  }

  list(): RefreshFamily[] {
    return [...this.families.values()];
  }

  /** Ends a family; reuse is the stronger reason. */
  end(familyId: string, reason: 'reuse' | 'revoked'): void {
    const family = this.families.get(familyId);
    if (!family) return;
    if (family.ended === null) this.onEnd(familyId);
    if (family.ended !== 'reuse') family.ended = reason;
  }
}

function begin({ id, clientId, userId }: Pick<RefreshFamily, 'id' | 'clientId' | 'userId'>): RefreshFamily {
  return { id, clientId, userId, rotations: 0, ended: null, requests: 0, inFlight: 0, maxInFlight: 0, overlaps: 0 };
}
