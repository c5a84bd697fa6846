import { describe, expect, it } from '@jest/globals';
import { fc } from '../../support/fast-check.js';
import { isPublicAddress } from '../../../src/okta/public-address.js';

/** First, last and one address inside each special range of IPv4 (IANA registry, RFC 6890). */
export const SPECIAL_IPV4 = [
  ['0.0.0.0', '0.0.0.1', '0.255.255.255', '10.0.0.0', '10.1.2.3', '10.255.255.255'],
  ['100.64.0.0', '100.100.100.200', '100.127.255.255', '127.0.0.0', '127.0.0.1', '127.1.1.1', '127.255.255.255'],
  ['169.254.0.0', '169.254.169.254', '169.254.170.2', '169.254.255.255', '172.16.0.0', '172.20.1.1', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.170', '192.0.0.192', '192.0.2.0', '192.0.2.255', '192.31.196.1', '192.52.193.1'],
  ['192.88.99.0', '192.88.99.1', '192.168.0.0', '192.168.1.1', '192.168.255.255', '192.175.48.1'],
  ['198.18.0.0', '198.19.255.255', '198.51.100.0', '198.51.100.7', '203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '224.0.0.1', '239.255.255.255', '240.0.0.0', '250.1.2.3', '255.255.255.254', '255.255.255.255'],
].flat();

const hexOf = (address: string) => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
};

const EMBEDDED = SPECIAL_IPV4.flatMap((address) => [
  `::ffff:${address}`,
  `::ffff:${hexOf(address)}`,
  `64:ff9b::${address}`,
  `64:ff9b::${hexOf(address)}`,
]);

const SPECIAL_IPV6 = [
  ['::', '::1', '::2', '::127.0.0.1', '::7f00:1', '::8.8.8.8', '::ffff:0:127.0.0.1', '::ffff:0:8.8.8.8'],
  ['fe80::1', 'fe80::', 'febf::1', 'fec0::1', 'feff::1', 'fc00::', 'fc00::1', 'fd00::1', 'fd12:3456:789a::1'],
  ['fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'ff00::', 'ff02::1', 'ff0e::1', 'fd00:ec2::254', 'fe80::1%eth0'],
  ['2001:db8::', '2001:db8::1', '2001:db8:ffff::1', '3fff::1', '100::1', '64:ff9b:1::1', '64:ff9b:1::808:808'],
  ['2002:7f00:1::', '2002:a00:1::', '2002:808:808::1', '2001::1', '2001:0:7f00:1::', '2001:2::1', '2001:10::1'],
  ['2001:20::1', '2001:3::1', '2001:4:112::1', '2620:4f:8000::1', '5f00::1', '4000::1', 'e000::1', '1::1'],
].flat();

const NO_ADDRESS = [
  '',
  'localhost',
  '127.1',
  '0x7f000001',
  '2130706433',
  '0177.0.0.1',
  '8.8.8',
  '8.8.8.8.8',
  '[::1]',
  '::g',
];

describe('isPublicAddress', () => {
  it('is tried on more than two hundred special addresses', () => {
    expect(SPECIAL_IPV4.length + EMBEDDED.length + SPECIAL_IPV6.length).toBeGreaterThan(200);
  });

  it.each([...SPECIAL_IPV4, ...EMBEDDED, ...SPECIAL_IPV6].map((address) => [address]))('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(NO_ADDRESS.map((address) => [address]))('refuses %j, which is no address', (text) => {
    expect(isPublicAddress(text)).toBe(false);
  });

  it.each(
    [
      ['8.8.8.8', '1.1.1.1', '93.184.216.34', '172.15.255.255', '172.32.0.0', '100.63.255.255', '100.128.0.0'],
      ['2606:4700::1111', '2a00:1450:4001:82a::200e', '2001:4860:4860::8888', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'],
    ].flat(),
  )('allows %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('judges an IPv4 address the same when it is mapped into IPv6 or seen through NAT64', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
        expect(isPublicAddress(`64:ff9b::${hexOf(address)}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});
