import type { SeededIds } from '../control-contract.ts';
import type { OrgState } from './org-state.ts';
import type { ZoneRecord } from './zone-records.ts';

function seedSystemZone(org: OrgState, name: string, usage: ZoneRecord['usage']): string {
  const id = org.ids.take('nzo');
  const now = org.isoNow();
  const content = { gateways: null, proxies: null };
  org.zones.put({
    id,
    type: 'IP',
    name,
    status: 'ACTIVE',
    usage,
    system: true,
    created: now,
    lastUpdated: now,
    content,
  });
  return id;
}

/** The zones that every org has (recorded: zones of a new org). */
export function seedZones(org: OrgState): SeededIds['zones'] {
  return {
    blocked: seedSystemZone(org, 'BlockedIpZone', 'BLOCKLIST'),
    legacy: seedSystemZone(org, 'LegacyIpZone', 'POLICY'),
  };
}
