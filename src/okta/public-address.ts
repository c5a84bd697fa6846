import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');
/** RFC 6052: IPv4 addresses as IPv6-only networks see them. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Whether a connection may go to `address`: public unicast only. Refused: private, loopback, link-local, shared
 * (CGNAT), multicast, broadcast, unspecified, reserved, benchmarking, documentation, unique-local, 6to4, Teredo and
 * other transition ranges. IPv4 addresses inside IPv6 (mapped, NAT64) are judged as IPv4. No address at all: false.
 * Source: the IANA special-purpose address registries (RFC 6890).
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return ipaddr.IPv4.parse(address).range() === 'unicast';
  // The URL parser writes IPv6 in one way; ipaddr.js would take ::1.2.3.4 for a mapped address.
  const plain = isIP(address) === 6 ? URL.parse(`http://[${address}]`)?.hostname.slice(1, -1) : undefined;
  return plain !== undefined && isPublicIPv6(ipaddr.IPv6.parse(plain));
}

function isPublicIPv6(address: ipaddr.IPv6): boolean {
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().range() === 'unicast';
  if (address.match(NAT64)) return new ipaddr.IPv4(address.toByteArray().slice(12)).range() === 'unicast';
  return address.range() === 'unicast' && address.match(GLOBAL_UNICAST);
}
