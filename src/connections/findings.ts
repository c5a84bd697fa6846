import { z } from 'zod';
import { scopeCovered } from '../okta/okta-scopes.js';
import type { OktaAnswer } from '../okta/okta-request.js';
import type { OAuthSettings } from './connection-auth.js';
import type { AuthType } from './connection.entity.js';
import { check, type Finding } from './finding.js';

/** Scopes that were asked for and are not covered by what Okta granted. */
export function missingScopesOf({ scopesRequested, scopesGranted }: OAuthSettings): string[] {
  const granted = new Set(scopesGranted);
  return scopesRequested.filter((scope) => scope.startsWith('okta.') && !scopeCovered(scope, granted));
}

/** Okta drops scopes that the app is not granted without a word. */
export function scopeFinding(settings: OAuthSettings, authType: AuthType): Finding {
  const missing = missingScopesOf(settings);
  const granted = settings.scopesGranted.length;
  if (missing.length === 0) return check('scopes', 'pass', `Okta granted every scope asked for (${granted}).`);
  const detail = `Okta did not grant ${missing.join(', ')}; actions that need them are refused before they are sent.`;
  const then = authType === 'authorizationCode' ? 'authorize the connection again' : 'test the connection again';
  const remedy = `Grant them in Okta (Applications > the app > Okta API Scopes), then ${then}.`;
  return check('scopes', 'warn', detail, remedy);
}

export function dpopFinding({ dpop, dpopBound }: OAuthSettings): Finding {
  if (dpopBound) return check('dpop', 'pass', 'Tokens are bound to the key of this connection (DPoP).');
  const detail = 'Tokens are plain bearer tokens.';
  if (dpop === 'never') return check('dpop', 'pass', `${detail} DPoP is switched off for this connection.`);
  const remedy =
    'Switch on "Require DPoP header in token requests" in the app in Okta; it is supported and found by itself.';
  return check('dpop', 'pass', detail, remedy);
}

const AppSettings = z.object({
  settings: z.object({
    oauthClient: z.object({
      refresh_token: z.object({ rotation_type: z.string(), leeway: z.number().optional() }),
    }),
  }),
});

/** How the app rotates refresh tokens, where it may be read. Okta's default is a leeway of 30 s. */
export function refreshTokenFinding(app: OktaAnswer | undefined): Finding | undefined {
  const parsed = AppSettings.safeParse(app?.json);
  if (!parsed.success) return undefined;
  const { rotation_type: rotation, leeway = 30 } = parsed.data.settings.oauthClient.refresh_token;
  if (rotation !== 'ROTATE') return check('refreshToken', 'pass', 'The app keeps one refresh token (no rotation).');
  const detail = `The app rotates refresh tokens; the one before works for ${leeway} s more.`;
  if (leeway > 0) return check('refreshToken', 'pass', detail);
  return check(
    'refreshToken',
    'warn',
    `${detail} An answer that is lost on the way ends the consent.`,
    'Set the grace period for token rotation to 30 seconds (Applications > the app > General > Refresh token).',
  );
}

/** By default only super admins may manage event hooks; without them triggers poll. */
export function hookFinding(hooks: OktaAnswer | undefined): Finding {
  if (hooks) return check('eventHooks', 'pass', 'Event hooks may be read.');
  const remedy = 'Nothing, if polling is fast enough; else give a super admin role and okta.eventHooks.manage.';
  return check('eventHooks', 'warn', 'Event hooks may not be managed; triggers poll the System Log instead.', remedy);
}

/** Without an admin role Okta answers an empty user list rather than a refusal; groups are refused outright. */
export function roleFinding(users: OktaAnswer | undefined, groups: OktaAnswer | undefined): Finding {
  const seesUsers = Array.isArray(users?.json) && users.json.length > 0;
  if (seesUsers && groups) return check('adminRole', 'pass', 'The token sees users and groups.');
  const missing = seesUsers ? 'groups' : groups ? 'users' : 'users and groups';
  return check(
    'adminRole',
    'warn',
    `The token does not see ${missing}; actions on them will be refused.`,
    "Give the token's owner an admin role in Okta (Security > Administrators).",
  );
}

const LOW_SHARE = 0.1;

/** Warns when less than a tenth of the current window is left. */
export function rateLimitFinding(answer: OktaAnswer | undefined): Finding {
  const limit = answer?.rateLimit;
  if (!limit) return check('rateLimit', 'warn', 'Okta sent no rate-limit headers.');
  const detail = `${limit.remaining} of ${limit.limit} requests are left until ${limit.resetAt}.`;
  if (limit.remaining >= limit.limit * LOW_SHARE) return check('rateLimit', 'pass', detail);
  return check(
    'rateLimit',
    'warn',
    detail,
    "Raise the token's share in Okta (Security > API > Tokens), or run less at once.",
  );
}

const MAX_SKEW_SECONDS = 60;

/** Compares Okta's `Date` header with our clock; signed requests fail when they differ much. */
export function clockFinding(answer: OktaAnswer | undefined, now: Date): Finding {
  const date = Date.parse(String(answer?.headers['date'] ?? ''));
  if (Number.isNaN(date)) return check('clock', 'warn', 'Okta sent no date to compare with.');
  const skew = Math.round((now.getTime() - date) / 1000);
  if (Math.abs(skew) <= MAX_SKEW_SECONDS) return check('clock', 'pass', `The clocks agree within ${Math.abs(skew)} s.`);
  return check(
    'clock',
    'warn',
    `This service's clock is ${Math.abs(skew)} s ${skew > 0 ? 'ahead' : 'behind'}.`,
    'Ask the operators to synchronise the clock (NTP).',
  );
}
