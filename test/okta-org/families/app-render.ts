import type { AppRecord } from '../state/records.ts';

/** What Okta adds to an app where nothing was given. */
const DEFAULTS: Record<string, unknown> = {
  accessibility: { selfService: false, errorRedirectUrl: null, loginRedirectUrl: null },
  visibility: { autoSubmitToolbar: false, hide: { iOS: false, web: false }, appLinks: {} },
  credentials: { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' }, signing: {} },
  settings: { app: {}, notifications: { vpn: { network: { connection: 'DISABLED' } } } },
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The second over the first, objects member by member. */
function merged(first: unknown, second: unknown): unknown {
  if (!isObject(first) || !isObject(second)) return second;
  const names = new Set([...Object.keys(first), ...Object.keys(second)]);
  return Object.fromEntries(
    [...names].map((name) => [name, name in second ? merged(first[name], second[name]) : first[name]]),
  );
}

/** Passwords are write-only. */
function withoutPassword(given: Record<string, unknown>): Record<string, unknown> {
  const { credentials } = given;
  if (!isObject(credentials) || !('password' in credentials)) return given;
  return { ...given, credentials: { ...credentials, password: {} } };
}

/** An app as Okta returns it. */
export function renderApp(app: AppRecord, baseUrl: string): Record<string, unknown> {
  const self = `${baseUrl}/api/v1/apps/${app.id}`;
  const given = merged(DEFAULTS, withoutPassword(app.given ?? {}));
  return {
    id: app.id,
    orn: `orn:okta:idp:apps:${app.name}:${app.id}`,
    name: app.name,
    label: app.label,
    status: app.status,
    lastUpdated: app.lastUpdated,
    created: app.created,
    ...(isObject(given) && given),
    features: app.features,
    signOnMode: app.signOnMode,
    _links: {
      self: { href: self },
      users: { href: `${self}/users` },
      groups: { href: `${self}/groups` },
      logo: [{ name: 'medium', href: `${baseUrl}/img/logos/${app.name}.png`, type: 'image/png' }],
    },
  };
}
