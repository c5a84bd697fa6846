/** What a request is to the protection against overload. Each lane has a limit of its own, so that none starves another. */
export type Lane = 'probe' | 'hook' | 'page' | 'wait' | 'ordinary';

/** What tells the lane of a request. */
interface LaneFacts {
  method?: string | undefined;
  /** The request target, with the query. */
  url?: string | undefined;
  headers: { accept?: string | undefined };
}

const PROBE = /^\/(?:livez|readyz)(?:\?|$)/;
const WAIT = /[?&]wait=[1-9]/;

/**
 * - `probe`: the orchestrator asks. An overloaded replica is still ready: taken out, it would leave its load to the others,
 *   which then fall one after the other.
 * - `hook`: Okta calls; it repeats a call once and then never.
 * - `page`: a person in a browser, who has signed in at Okta and would have to begin again.
 * - `wait`: long polls and streams, which mostly wait.
 * - `ordinary`: everything else; callers can try again.
 */
export function laneOf({ method, url = '/', headers: { accept } }: LaneFacts): Lane {
  if (url.startsWith('/hooks/okta/')) return 'hook';
  if (PROBE.test(url)) return 'probe';
  if (url.startsWith('/oauth/') || url.startsWith('/connect/')) return 'page';
  if (accept?.includes('application/x-ndjson')) return 'wait';
  if (method === 'GET' && (WAIT.test(url) || accept?.includes('text/event-stream'))) return 'wait';
  return 'ordinary';
}
