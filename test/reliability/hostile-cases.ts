import { hostWith } from './hostile-dns.ts';

/** Where a hostile text is given. */
type CaseKind = 'domain' | 'delivery' | 'return' | 'path' | 'endpoint' | 'link' | 'redirect';

export interface HostileCase {
  kind: CaseKind;
  text: string;
}

const PUBLIC = '93.184.215.14';

/** Addresses of every range that is not public, as they are written. */
const INSIDE = [
  ['127.0.0.1', '127.8.9.10', '127.255.255.254', '0.0.0.0', '10.0.0.1', '10.255.1.2', '172.16.0.1', '172.31.9.9'],
  ['192.168.0.1', '192.168.255.254', '169.254.169.254', '169.254.170.2', '100.64.0.1', '100.127.1.1', '198.18.0.1'],
  ['192.0.0.1', '192.0.2.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255'],
].flat();
const INSIDE_V6 = [
  ['::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1'],
  ['64:ff9b::7f00:1', '64:ff9b:1::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::', '2001:db8::1', '::ffff:0:127.0.0.1'],
  ['fec0::1', '100::1', '::ffff:169.254.169.254', '::ffff:10.0.0.1', '5f00::1', '3fff::1'],
].flat();

const numberOf = (address: string) => address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);

/** One address in the spellings that URL parsers and resolvers take. */
function spellings(address: string): string[] {
  const octets = address.split('.').map(Number);
  const [a = 0, b = 0, c = 0, d = 0] = octets;
  const number = numberOf(address);
  return [
    address,
    `${number}`,
    `0x${number.toString(16)}`,
    `0${number.toString(8)}`,
    octets.map((octet) => `0x${octet.toString(16)}`).join('.'),
    octets.map((octet) => `0${octet.toString(8)}`).join('.'),
    `${a}.${b * 65_536 + c * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `[::ffff:${address}]`,
    `[64:ff9b::${address}]`,
    `${address}.`,
  ];
}

const HOSTS = [...INSIDE.flatMap(spellings), ...INSIDE_V6.map((address) => `[${address}]`)];

/** Names whose addresses are inside: alone, among public ones, or from the second time on. */
const NAMES = [...INSIDE, ...INSIDE_V6].flatMap((address) => [
  hostWith([address]),
  hostWith([PUBLIC, address]),
  hostWith([address, PUBLIC]),
  hostWith([PUBLIC], [address]),
  hostWith([PUBLIC], [PUBLIC, address]),
]);

const LOCAL_NAMES = [
  'localhost',
  'LOCALHOST',
  'a.localhost',
  'db.internal',
  'x.local',
  'router.lan',
  'metadata.google.internal',
];

/** Look like Okta, and are not. */
const LOOKALIKES = [
  [
    'evilokta.com',
    'acmeokta.com',
    'acme-okta.com',
    'xoktapreview.com',
    'notokta-emea.com',
    'acme.okta.com.attack.example',
  ],
  ['good-1.okta.com@attack.example', 'good-1.okta.com:443@attack.example', 'attack.example#good-1.okta.com'],
  ['attack.example?good-1.okta.com', 'attack.example/good-1.okta.com', 'attack.example\\good-1.okta.com'],
  ['good-1.okta.com\\.attack.example', 'good-1.okta.com%2eattack.example', 'good-1.okta.com\u3002attack.example'],
  ['ｇood-1.okta.com', 'good-1.ökta.com', 'xn--kta-sna.com', 'good-1.okta.com.', 'good-1.okta.com:8443', 'okta.com'],
  ['www.okta.com', 'login.okta.com', 'a.b.okta.com', 'good-1..okta.com', '-.okta.com', 'good_1.okta.com', '*.okta.com'],
  ['good-1.okta.com,attack.example', 'good-1.okta.com attack.example', 'good-1.okta.com\r\nHost: attack.example'],
  ['http://good-1.okta.com', 'ftp://good-1.okta.com', 'https://https://good-1.okta.com', 'javascript:good-1.okta.com'],
  ['redirect-1.attack.example', 'redirect-2.attack.example', 'stranger.attack.example', 'good-1.okta.com.com'],
].flat();

const RETURNS = [
  [
    'https://app.platform.example.attack.example/',
    'https://attack.example/app.platform.example',
    'https://app.platform.example@attack.example/',
  ],
  [
    'https://attack.example#app.platform.example',
    'http://app.platform.example/',
    'https://app.platform.example:8443/',
    '//attack.example/',
  ],
  [
    'javascript:alert(1)',
    'data:text/html,x',
    'https://app.platform.example\\@attack.example/',
    'https:/app.platform.example',
    'https://APP.platform.example.',
  ],
  [
    'https://app.platform.example%2eattack.example/',
    'https://xapp.platform.example/',
    'https://app-platform.example/',
    'https://app.platform.example\t.attack.example/',
  ],
  [
    'https://user@app.platform.example/',
    ' https://app.platform.example/',
    'https://app.platform.example\n/',
    'https://ａpp.platform.example/',
  ],
].flat();

const PREFIXES = ['/api/v1/', '/governance/api/', '/oauth2/v1/clients/'];
const DOTS = ['..', '%2e%2e', '.%2E', '%252e%252e', '..;x', '%2e%2e;a=b'];
const SLASHES = ['/', '%2f', '\\', '%5c', '%252f', '/./'];
const PATHS = [
  PREFIXES.flatMap((prefix) =>
    DOTS.flatMap((dots) => SLASHES.map((slash) => `${prefix}${`${dots}${slash}`.repeat(4)}admin`)),
  ),
  [
    '//127.0.0.1:%/api/v1/users',
    '/\\127.0.0.1:%/api/v1/',
    'https://127.0.0.1:%/api/v1/users',
    '@127.0.0.1:%/api/v1/',
    '/api/v1',
  ],
  [
    '/api/v1//127.0.0.1:%/',
    '/API/v1/users',
    '/oauth2/v1/token',
    '/login',
    '/api/v1/users?x=1',
    '/api/v1/users#x',
    '/api/v1/a\r\nHost: x',
  ],
].flat();

const ENDPOINTS = HOSTS.map((host) => `https://${host}/oauth2/v1/token`).concat(
  ...LOOKALIKES.map((host) => (host.includes('://') ? host : `https://${host}/oauth2/v1/token`)),
);

const LINKS = [...HOSTS, ...LOOKALIKES]
  .map((host) => `https://${host.replaceAll(/[\r\n<>]/g, '')}/api/v1/users?after=x`)
  .concat([
    'http://127.0.0.1:%/api/v1/users',
    '//127.0.0.1:%/api/v1/users',
    '/\\127.0.0.1:%/x',
    '/api/v1/../../x',
    '/%2e%2e/x',
    'x',
  ]);

const REDIRECTS = [
  'http://127.0.0.1:%/',
  'https://127.0.0.1:%/',
  'http://[::1]:%/',
  'http://169.254.169.254/',
  '//127.0.0.1:%/',
  'https://attack.example/',
];

const given = (kind: CaseKind, texts: readonly string[]): HostileCase[] => texts.map((text) => ({ kind, text }));

/** All of them; `%` stands for the canary's port. */
export const HOSTILE_CASES: readonly HostileCase[] = [
  ...given('domain', [...HOSTS, ...NAMES, ...LOCAL_NAMES, ...LOOKALIKES]),
  ...given(
    'delivery',
    [
      HOSTS.map((host) => `https://${host}/in`),
      HOSTS.slice(0, 40).map((host) => `https://${host}:%/in`),
      NAMES.map((host) => `https://${host}:8443/in`),
      LOCAL_NAMES.map((host) => `https://${host}/in`),
      [
        'http://attack.example/in',
        'https://user:pw@attack.example/in',
        'file:///etc/passwd',
        'https://attack.example:22/in',
        'gopher://127.0.0.1:%/',
      ],
      ['redirect-3.attack.example', 'redirect-4.attack.example', 'redirect-5.attack.example'].map(
        (host) => `https://${host}/in`,
      ),
    ].flat(),
  ),
  ...given('return', RETURNS),
  ...given('path', PATHS),
  ...given('endpoint', ENDPOINTS),
  ...given('link', LINKS),
  ...given('redirect', REDIRECTS),
];

const SUFFIXES = ['okta.com', 'oktapreview.com', 'okta-emea.com'];
const WRITTEN = [
  (host: string) => host,
  (host: string) => `https://${host}`,
  (host: string) => `https://${host}/`,
  (host: string) => host.toUpperCase(),
  (host: string) => `  ${host}\n`,
  (host: string) => `https://${host.replace('.', '-admin.')}/admin/dashboard`,
];

/** The addresses of orgs, as people give them. */
export const GOOD_DOMAINS: readonly string[] = Array.from({ length: 72 }, (_, index) => {
  const host = `good-${index}.${SUFFIXES[index % SUFFIXES.length]}`;
  return WRITTEN[index % WRITTEN.length]?.(host) ?? host;
});

export const GOOD_DELIVERIES: readonly string[] = [
  Array.from({ length: 20 }, (_, index) => `https://hooks-${index}.platform.example/in?tenant=${index}`),
  [
    'https://platform.example:8443/in',
    'https://93.184.215.14/in',
    'https://[2606:4700::1111]/in',
    'HTTPS://Platform.Example/In',
  ],
].flat();

export const GOOD_RETURNS: readonly string[] = [
  'https://app.platform.example/',
  'https://app.platform.example/done?x=1',
  'https://APP.platform.example/done',
  'https://app.platform.example:443/',
];
