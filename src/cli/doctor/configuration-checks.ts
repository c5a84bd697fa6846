import type { Config } from '../../core/config.js';
import { fail, pass, warn, type SystemCheck } from './system-check.js';

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);
const isPublicHttps = (text: string): boolean => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' && !LOCAL.has(hostname) && !hostname.endsWith('.local');
};

/** Browsers are sent to the callbacks and Okta itself calls PUBLIC_URL, so both must be names that others know. */
export function callbackCheck({ regions, production }: Pick<Config, 'regions' | 'production'>): SystemCheck {
  const subject = { id: 'callbackUrls', title: 'Callback URLs' };
  const wrong = regions.filter(({ callbackUrl }) => !isPublicHttps(callbackUrl) || !hasPath(callbackUrl));
  const listed = regions.map(({ id, callbackUrl }) => `${id}=${callbackUrl}`).join(', ');
  if (wrong.length === 0) return pass(subject, `${listed}.`);
  const detail = `Not https with the path /oauth/callback at a public name: ${wrong.map(({ id }) => id).join(', ')} (${listed}).`;
  const remedy = 'Set CALLBACK_URLS (us=https://…/oauth/callback,eu=…) and register the same URLs in the Okta apps.';
  return (production ? fail : warn)(subject, detail, remedy);
}

const hasPath = (text: string): boolean => new URL(text).pathname === '/oauth/callback';

export function publicUrlCheck({ publicUrl, production }: Pick<Config, 'publicUrl' | 'production'>): SystemCheck {
  const subject = { id: 'publicUrl', title: 'Public URL' };
  const { search, hash } = new URL(publicUrl);
  if (isPublicHttps(publicUrl) && !search && !hash) return pass(subject, `${publicUrl}.`);
  const detail = `${publicUrl} is no https URL at a public name: Okta cannot call event hooks or fetch keys there.`;
  return (production ? fail : warn)(
    subject,
    detail,
    'Set PUBLIC_URL to the address under which Okta reaches this service.',
  );
}
