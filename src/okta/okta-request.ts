import type { AuthFailure } from './auth-challenge.js';
import type { UsageAccount } from './limits/usage-account.js';

/** Methods that Okta's Management API uses. */
export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A method and a path template, such as `POST /api/v1/users/{userId}/lifecycle/suspend`. */
export type Route = `${HttpMethod} /${string}`;

export type QueryValue = string | number | boolean | readonly (string | number | boolean)[] | undefined;

/** What goes where in a request; every value still raw. */
export interface RequestParts {
  path?: Record<string, string>;
  query?: Record<string, QueryValue>;
  body?: unknown;
  /** A body that is sent as it is; goes before `body`. Its type is a header. */
  text?: string;
  headers?: Record<string, string>;
}

/** A request ready to be sent to an org: every path segment encoded, no origin, no credentials. */
export interface OktaRequest {
  method: HttpMethod;
  /** Path with encoded segments and the query string, such as `/api/v1/users/ada%40acme.example?expand=blocks`. */
  target: string;
  /** JSON text, or what the content type in `headers` says; undefined sends no body. */
  body?: string;
  headers?: Record<string, string>;
  /** True: the request may be sent again although an earlier attempt may have been carried out. */
  idempotent: boolean;
}

/** Where an org's requests go. */
export interface OktaOrg {
  /** `https://acme.okta.com`, never the `-admin` host nor a custom domain. */
  origin: string;
  /** Hosts that the org's own links may name: the org, its `-admin` twin, its custom domain. */
  linkHosts: readonly string[];
}

/** Stands for a connection's credentials towards its org. Many calls share one. */
export interface Authorizer {
  /** On whose account the calls count; undefined: on nobody's, as when credentials are tried out. */
  usage?: UsageAccount;
  /** The headers that authorize one HTTP attempt; called anew for every attempt (DPoP proofs are single use). */
  authorize(attempt: { method: HttpMethod; url: string }): Promise<Record<string, string>>;
  /**
   * Told that Okta refused the headers of an attempt, and so did not act. True: new ones may be accepted. What it throws
   * ends the call.
   */
  refused?(failure: AuthFailure, headers: Readonly<Record<string, string>>): Promise<boolean>;
  /** Told every `DPoP-Nonce` that an answer carries. */
  noteNonce?(nonce: string): void;
}

/** Rate-limit headers of one answer. */
export interface RateLimit {
  limit: number;
  remaining: number;
  /** RFC 3339. */
  resetAt: string;
}

/** A 2xx answer of Okta (any answer where the caller asked for all). */
export interface OktaAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  /** The body's text; empty when Okta answered nothing. JSON has been checked to parse. */
  text: string;
  /** The parsed body; null when Okta answered nothing. */
  json: unknown;
  /** `X-Okta-Request-Id`. */
  requestId: string | undefined;
  rateLimit: RateLimit | undefined;
  /** Path and query of the next page, from the `Link` header; undefined at the end. */
  next: string | undefined;
  /** HTTP attempts made, at least 1. */
  attempts: number;
}
