/** A network zone; `content` holds what its type has (gateways, proxies, asns, locations …), absent members are null. */
export interface ZoneRecord {
  id: string;
  type: 'IP' | 'DYNAMIC' | 'DYNAMIC_V2';
  name: string;
  status: 'ACTIVE' | 'INACTIVE';
  usage: 'POLICY' | 'BLOCKLIST';
  system: boolean;
  created: string;
  lastUpdated: string;
  content: Record<string, unknown>;
}

/** The members that each type of zone has (Okta: IPNetworkZone, DynamicNetworkZone, EnhancedDynamicNetworkZone). */
export const ZONE_CONTENT: Record<ZoneRecord['type'], readonly string[]> = {
  IP: ['gateways', 'proxies'],
  DYNAMIC: ['proxyType', 'locations', 'asns'],
  DYNAMIC_V2: ['locations', 'asns', 'ipServiceCategories'],
};
