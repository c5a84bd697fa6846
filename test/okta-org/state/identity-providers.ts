export interface IdentityProviderRecord {
  id: string;
  type: string;
  name: string;
  status: 'ACTIVE' | 'INACTIVE';
  created: string;
  lastUpdated: string;
  /** What depends on the type, as it was given: protocol, policy, properties. */
  given: Record<string, unknown>;
}
