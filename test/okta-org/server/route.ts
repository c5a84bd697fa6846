import type { Actor } from '../auth/actor.ts';
import type { LogEntry } from '../log/log-event.ts';
import type { OrgState } from '../state/org-state.ts';
import type { Reply } from './reply.ts';

/** A management API request after authentication and checks. */
export interface Call {
  org: OrgState;
  actor: Actor;
  method: string;
  path: string;
  params: Record<string, string>;
  query: URLSearchParams;
  /** Parsed JSON object; {} without a body. */
  body: Record<string, unknown>;
  /** Parsed JSON list of the operations that take one; [] for others. */
  list: unknown[];
  /** Origin the caller used; links in bodies and headers start with it. */
  baseUrl: string;
  /** Origin of Link headers, by the linkHost setting. */
  linkBaseUrl: string;
  requestId: string;
  ipAddress: string;
  userAgent: string | null;
  headers: Record<string, string | undefined>;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  /** Path template exactly as in the operation facts. */
  path: string;
  handle: (call: Call) => Reply | Promise<Reply>;
}

/** Records a change in the System Log with actor, client and transaction of the call. */
export function logChange(call: Call, entry: Omit<LogEntry, 'actor'>): void {
  call.org.logs.add({
    actor: call.actor.party,
    ipAddress: call.ipAddress,
    userAgent: call.userAgent,
    transactionId: call.requestId,
    transactionDetail: call.actor.tokenId ? { requestApiTokenId: call.actor.tokenId } : {},
    debugData: { requestId: call.requestId, requestUri: call.path, url: `${call.path}?` },
    ...entry,
  });
}
