import { isIP } from 'node:net';
import { validationFailed } from '../okta-error.ts';
import type { ZoneRecord } from '../state/zone-records.ts';
import { ZONE_CONTENT } from '../state/zone-records.ts';
import { objectAt, textAt } from './user-input.ts';

type Body = Record<string, unknown>;
type ZoneKind = Pick<ZoneRecord, 'type' | 'usage' | 'system'>;

const MAX_SELECTED = 75;

const isFilled = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '';

/** The most gateways of a zone (Okta: IPNetworkZone). */
function mostAddresses({ usage, system }: ZoneKind): number {
  if (usage === 'BLOCKLIST') return 1000;
  return system ? 5000 : 150;
}

function isAddress(type: string | undefined, value: string): boolean {
  if (type === 'RANGE') {
    const [from = '', to = from] = value.split('-');
    return isIP(from) > 0 && isIP(from) === isIP(to);
  }
  const [network = '', bits = ''] = value.split('/');
  return type === 'CIDR' && isIP(network) > 0 && Number(bits) <= (isIP(network) === 4 ? 32 : 128) && bits !== '';
}

function checkAddresses(body: Body, name: string, most: number): void {
  const addresses = body[name] ?? [];
  if (!Array.isArray(addresses)) throw validationFailed(name, `${name}: Incorrect type. Expecting array`);
  if (addresses.length > most) throw validationFailed(name, `${name}: The maximum number of entries is ${most}`);
  for (const address of addresses) {
    const given = objectAt({ address }, 'address');
    const value = textAt(given, 'value') ?? '';
    if (!isAddress(textAt(given, 'type'), value))
      throw validationFailed(name, `${name}: ${value} is not a valid IP address`);
  }
}

/** Lists of DYNAMIC zones, and both lists of DYNAMIC_V2 zones. */
function listsIn(body: Body, name: string): unknown[][] {
  const value = body[name];
  const selection = objectAt(body, name) ?? {};
  return [value, selection['include'], selection['exclude']].filter((list) => Array.isArray(list));
}

function checkSelections(body: Body, { type }: ZoneKind): void {
  for (const name of ['asns', 'locations', 'ipServiceCategories']) {
    if (listsIn(body, name).some((list) => list.length > MAX_SELECTED)) {
      throw validationFailed(name, `${name}: The maximum number of entries is ${MAX_SELECTED}`);
    }
    if (isFilled(body[name]) && Array.isArray(body[name]) !== (type === 'DYNAMIC')) {
      throw validationFailed(name, `${name}: Incorrect type for a zone of type ${type}`);
    }
  }
}

/**
 * What a whole zone of a request consists of; a custom zone needs something (Okta: createNetworkZone).
 * @throws OktaError E0000001
 */
export function readZoneContent(body: Body, kind: ZoneKind): Body {
  const names = ZONE_CONTENT[kind.type];
  const foreign = Object.values(ZONE_CONTENT)
    .flat()
    .find((name) => !names.includes(name) && isFilled(body[name]));
  if (foreign !== undefined) throw validationFailed(foreign, `${foreign}: Not allowed for a zone of type ${kind.type}`);
  if (!kind.system && !names.some((name) => isFilled(body[name]))) {
    throw validationFailed('zone', `zone: At least one of ${names.join(', ')} must be given`);
  }
  if (kind.type === 'IP') {
    checkAddresses(body, 'gateways', mostAddresses(kind));
    checkAddresses(body, 'proxies', kind.system ? 5000 : 150);
  } else checkSelections(body, kind);
  return Object.fromEntries(names.map((name) => [name, body[name] ?? null]));
}
