/** One result of the connection doctor. `remedy` says what to do, where there is something to do. */
export interface Finding {
  id: keyof typeof TITLES;
  status: 'pass' | 'warn' | 'fail';
  title: string;
  detail: string;
  remedy: string | null;
}

const TITLES = {
  org: 'Okta org',
  credentials: 'Credentials',
  scopes: 'Scopes',
  dpop: 'DPoP',
  refreshToken: 'Refresh token',
  adminRole: 'Admin role',
  eventHooks: 'Event hooks',
  rateLimit: 'Rate-limit head-room',
  clock: 'Clock',
} as const;

/** A finding that needs nothing done, or a warning with its remedy. */
export function check(
  id: Finding['id'],
  status: 'pass' | 'warn',
  detail: string,
  remedy: string | null = null,
): Finding {
  return { id, status, title: TITLES[id], detail, remedy };
}

export function failure(id: Finding['id'], detail: string, remedy: string): Finding {
  return { id, status: 'fail', title: TITLES[id], detail, remedy };
}
