import { setTimeout as sleep } from 'node:timers/promises';
import type {
  CreatedToken,
  FaultRule,
  FaultState,
  LogEventInput,
  LogEventResult,
  OauthClientChange,
  OauthClientInput,
  OauthClientResult,
  OauthStats,
  OrgSummary,
  RateWindow,
  RecordedRequest,
  SeedRequest,
  SeedResult,
  SettingsChange,
  TokenSelection,
  Violation,
} from './control-contract.ts';
import type { EmitRequest, EmitResult, HookDelivery, HookStats, StaleCursors } from './event-contract.ts';
import type { OrgSettings } from './state/org-settings.ts';
import type { AdminRole } from './state/records.ts';

/** Typed access to the control API of a running org. */
export class ControlClient {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** Counts, settings and the ids of the seeded records. */
  state(): Promise<OrgSummary> {
    return this.call('GET', 'state');
  }

  /** Fresh seed: records, clients, tokens (but the first), faults, settings, recorded requests and violations. */
  reset(): Promise<OrgSummary> {
    return this.call('POST', 'reset');
  }

  readonly faults = {
    /** Plans a fault; the first planned one that matches strikes. */
    add: (rule: FaultRule): Promise<FaultState> => this.call('POST', 'faults', rule),
    list: (): Promise<FaultState[]> => this.call('GET', 'faults'),
    clear: (): Promise<void> => this.call('DELETE', 'faults'),
  };

  /** What requests did beyond Okta's API document; tests expect []. */
  violations(): Promise<Violation[]> {
    return this.call('GET', 'violations');
  }

  clearViolations(): Promise<void> {
    return this.call('DELETE', 'violations');
  }

  /** Requests received after the given seq, oldest first (control calls excluded). */
  requests(since = 0): Promise<RecordedRequest[]> {
    return this.call('GET', `requests?since=${since}`);
  }

  clearRequests(): Promise<void> {
    return this.call('DELETE', 'requests');
  }

  /** Every rate-limit window since the start, reset() or the last change of `rateLimit`, oldest first. */
  rateWindows(): Promise<RateWindow[]> {
    return this.call('GET', 'rate-windows');
  }

  /** Makes an SSWS token with an admin role; without userId a user is made for it. */
  createToken(given: { role?: AdminRole; name?: string; userId?: string } = {}): Promise<CreatedToken> {
    return this.call('POST', 'tokens', given);
  }

  revokeToken(token: string): Promise<void> {
    return this.call('DELETE', `tokens/${encodeURIComponent(token)}`);
  }

  /** Makes a user LOCKED_OUT, as too many failed sign-ins would. */
  lockUser(idOrLogin: string): Promise<void> {
    return this.call('POST', `users/${encodeURIComponent(idOrLogin)}/lock`);
  }

  /** Inserts System Log events. */
  addLogEvents(events: LogEventInput[]): Promise<LogEventResult[]> {
    return this.call('POST', 'log-events', events);
  }

  /** Writes many System Log events quickly: the templates in turn, `count` in all. */
  emit(request: EmitRequest): Promise<EmitResult> {
    return this.call('POST', 'emit', request);
  }

  /** How many events the System Log has. */
  async logSize(): Promise<number> {
    return (await this.call<{ events: number }>('GET', 'log-size')).events;
  }

  /** Uuids of the whole System Log in order of persistence, or of some event types. */
  logUuids(eventTypes: string[] = []): Promise<string[]> {
    const query = new URLSearchParams(eventTypes.map((type): [string, string] => ['eventType', type]));
    return this.call('GET', `log-uuids?${query.toString()}`);
  }

  /** Every cursor of the System Log given out so far is refused from now on. */
  staleCursors(given: StaleCursors = {}): Promise<void> {
    return this.call('POST', 'stale-cursors', given);
  }

  /** The next queries of the System Log take too long for Okta: 500 E0000009. */
  logTimeouts(times: number): Promise<FaultState> {
    const body = { errorCode: 'E0000009', errorSummary: 'Internal Server Error', errorCauses: [] };
    return this.faults.add({ kind: 'status', status: 500, body, path: '^/api/v1/logs$', times });
  }

  /** Changes how event hooks deliver, and what goes wrong on the way; reset() makes all well. */
  hookDelivery(change: Partial<HookDelivery>): Promise<HookDelivery> {
    return this.call('POST', 'hook-delivery', change);
  }

  /** What the event hooks delivered since the start or the last reset(). */
  eventHookStats(): Promise<HookStats> {
    return this.call('GET', 'hook-stats');
  }

  /** Waits until no event is on its way to a hook any more. */
  async hooksSettled(waitMs = 20_000): Promise<HookStats> {
    const until = Date.now() + waitMs;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- asks until it is so
      const stats = await this.eventHookStats();
      if (stats.pending === 0) return stats;
      if (Date.now() > until) throw new Error(`event hooks: ${stats.pending} events still on their way`);
      // oxlint-disable-next-line no-await-in-loop -- as above
      await sleep(20);
    }
  }

  settings(change: SettingsChange): Promise<OrgSettings> {
    return this.call('POST', 'settings', change);
  }

  /** Adds users, groups with members, apps and more. */
  seed(request: SeedRequest): Promise<SeedResult> {
    return this.call('POST', 'seed', request);
  }

  createOauthClient(client: OauthClientInput): Promise<OauthClientResult> {
    return this.call('POST', 'oauth/clients', client);
  }

  /** Changes settings of a registered client: its grants, keys, secret, DPoP and so on. */
  updateOauthClient(change: OauthClientChange): Promise<OauthClientResult> {
    return this.call('PATCH', 'oauth/clients', change);
  }

  readonly oauth = {
    /** Token requests and refresh-token families since the start, the last reset() or clearStats(). */
    stats: (clientId?: string): Promise<OauthStats> =>
      this.call('GET', clientId === undefined ? 'oauth/stats' : `oauth/stats?clientId=${clientId}`),
    /** Every access token, refresh token and code ever issued, for tests that look for leaks. */
    issuedTokens: (): Promise<string[]> => this.call('GET', 'oauth/tokens'),
    clearStats: (): Promise<void> => this.call('DELETE', 'oauth/stats'),
    /** Tokens end now, as if their time were over. */
    expire: (selection: TokenSelection): Promise<{ tokens: number }> => this.call('POST', 'oauth/expire', selection),
    /** Tokens are revoked, as an administrator does it. */
    revoke: (selection: TokenSelection): Promise<{ tokens: number }> => this.call('POST', 'oauth/revoke', selection),
    /** A new DPoP nonce; `forget` makes the nonces given so far invalid at once. */
    rotateNonce: (given: { forget?: boolean } = {}): Promise<void> => this.call('POST', 'oauth/nonce', given),
  };

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.url}/__control/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`control API: ${method} ${path} answered ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}
