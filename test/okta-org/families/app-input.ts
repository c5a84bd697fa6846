import { randomBytes } from 'node:crypto';
import { OktaError, validationFailed } from '../okta-error.ts';
import type { Call } from '../server/route.ts';
import type { AppRecord } from '../state/records.ts';
import { objectAt, textAt } from './user-input.ts';

type Body = Record<string, unknown>;

interface Mode {
  /** The key of custom apps of this mode; made from the label where Okta makes one. */
  name?: string;
  /** What must be given (Okta: the sign-on modes of createApplication). */
  required: readonly string[];
}

const MODES: Record<string, Mode> = {
  AUTO_LOGIN: { required: ['settings.signOn.loginUrl'] },
  BASIC_AUTH: { name: 'template_basic_auth', required: ['settings.app.url', 'settings.app.authURL'] },
  BOOKMARK: { name: 'bookmark', required: ['settings.app.url'] },
  BROWSER_PLUGIN: { name: 'template_swa', required: ['settings.app.url'] },
  OPENID_CONNECT: {
    name: 'oidc_client',
    required: ['credentials.oauthClient', 'settings.oauthClient.grant_types', 'settings.oauthClient.application_type'],
  },
  SAML_2_0: { required: ['settings.signOn.ssoAcsUrl', 'settings.signOn.audience'] },
  SECURE_PASSWORD_STORE: { name: 'template_sps', required: ['settings.app.url'] },
  WS_FEDERATION: { name: 'template_wsfed', required: ['settings.app.siteURL'] },
};

/** Properties that Okta makes itself; values given for them are ignored (Okta: replaceApplication). */
const SYSTEM = new Set('id name status created lastUpdated orn features label signOnMode _links'.split(' '));

function valueAt(body: Body, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => Reflect.get(Object(value), name), body);
}

function readLabel(call: Call, self?: AppRecord): string {
  const label = textAt(call.body, 'label') ?? '';
  if (label === '') throw validationFailed('label', 'label: The field cannot be left blank');
  if (label.length > 100) throw validationFailed('label', 'label: The field is too long');
  for (const { record } of call.org.apps.scan()) {
    if (record.label === label && record.id !== self?.id) throw new OktaError('E0000040');
  }
  return label;
}

/** Modes that the local org does not know belong to apps of the integration network, which have a name. */
function readMode(body: Body): { signOnMode: string; mode: Mode } {
  const signOnMode = textAt(body, 'signOnMode') ?? '';
  if (signOnMode === '') throw validationFailed('signOnMode', 'signOnMode: The field cannot be left blank');
  const name = textAt(body, 'name');
  const mode = MODES[signOnMode];
  const custom = name === undefined || Object.values(MODES).some((known) => known.name === name);
  if (!custom) return { signOnMode, mode: { name, required: [] } };
  if (!mode) throw validationFailed('signOnMode', `signOnMode: ${signOnMode} is not supported for custom apps`);
  if (name !== undefined && name !== mode.name) {
    throw validationFailed('name', `name: ${name} does not go with ${signOnMode}`);
  }
  return { signOnMode, mode };
}

function keyOf(label: string): string {
  return `local_${label.toLowerCase().replaceAll(/\W+/g, '')}_1`;
}

/** What a request may say of an app. @throws OktaError E0000001, E0000040 */
export function readApp(call: Call, self?: AppRecord): Pick<AppRecord, 'label' | 'name' | 'signOnMode' | 'given'> {
  const label = readLabel(call, self);
  const { signOnMode, mode } = readMode(call.body);
  const missing = mode.required.filter((path) => (valueAt(call.body, path) ?? '') === '');
  const [first] = missing;
  if (first !== undefined) {
    throw validationFailed(first, ...missing.map((path) => `${path}: The field cannot be left blank`));
  }
  const given = Object.fromEntries(Object.entries(call.body).filter(([name]) => !SYSTEM.has(name)));
  return { label, signOnMode, name: self?.name ?? mode.name ?? keyOf(label), given };
}

/** Id and secret that Okta makes for an OAuth client (Okta: ApplicationCredentialsOAuthClient). */
export function withClient(id: string, given: Body, before?: Body): Body {
  const credentials = objectAt(given, 'credentials') ?? {};
  const client = objectAt(credentials, 'oauthClient') ?? {};
  const known = objectAt(objectAt(before ?? {}, 'credentials') ?? {}, 'oauthClient');
  const method = textAt(client, 'token_endpoint_auth_method') ?? 'client_secret_basic';
  const secret =
    textAt(client, 'client_secret') ?? textAt(known, 'client_secret') ?? randomBytes(30).toString('base64url');
  const oauthClient = {
    ...client,
    client_id: textAt(known, 'client_id') ?? textAt(client, 'client_id') ?? id,
    token_endpoint_auth_method: method,
    ...(method.startsWith('client_secret') && { client_secret: secret }),
  };
  return { ...given, credentials: { ...credentials, oauthClient } };
}
