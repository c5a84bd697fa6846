import type { ServerResponse } from 'node:http';
import type { InFlight, OauthStats, TokenRequestStats } from '../control-contract.ts';
import type { Incoming } from '../server/incoming.ts';
import type { Reply } from '../server/reply.ts';
import type { RefreshFamilies } from './refresh-families.ts';
import { readTokenRequest } from './token-request.ts';

function enter(counted: InFlight): void {
  counted.requests += 1;
  counted.inFlight += 1;
  if (counted.inFlight > 1) counted.overlaps += 1;
  counted.maxInFlight = Math.max(counted.maxInFlight, counted.inFlight);
}

function begin(clientId: string, grantType: string): TokenRequestStats {
  return { clientId, grantType, requests: 0, inFlight: 0, maxInFlight: 0, overlaps: 0, issued: 0, errors: {} };
}

function errorOf({ status, body, raw }: Reply): string {
  const text = raw === undefined ? JSON.stringify(body ?? {}) : String(raw);
  const parsed = text.startsWith('{') ? (JSON.parse(text) as { error?: string; errorCode?: string }) : {};
  return parsed.error ?? parsed.errorCode ?? String(status);
}

/**
 * Counts token requests. A request is in flight from its arrival until its answer was sent or its connection closed,
 * whichever side closed it; one that is stalled and then given up by the client no longer counts as in flight.
 */
export class TokenStats {
  private readonly counters = new Map<string, TokenRequestStats>();
  private readonly families: RefreshFamilies;

  constructor(families: RefreshFamilies) {
    this.families = families;
  }

  /** Counts a request to the token endpoint, before any fault strikes. */
  arrive(incoming: Incoming, response: ServerResponse): void {
    const { clientId, grantType, refreshToken } = readTokenRequest(incoming);
    const family = this.families.find(refreshToken);
    const counted: InFlight[] = [this.counterOf(clientId, grantType), ...(family ? [family] : [])];
    counted.forEach(enter);
    response.once('close', () => {
      for (const one of counted) one.inFlight -= 1;
    });
  }

  /** Counts what the authorization server made of a request, whether or not the answer reaches the client. */
  processed(incoming: Incoming, reply: Reply): void {
    const { clientId, grantType } = readTokenRequest(incoming);
    const counter = this.counterOf(clientId, grantType);
    if (reply.status === 200) counter.issued += 1;
    else counter.errors[errorOf(reply)] = (counter.errors[errorOf(reply)] ?? 0) + 1;
  }

  list(clientId?: string): OauthStats {
    const ofClient = (one: { clientId: string }): boolean => clientId === undefined || one.clientId === clientId;
    const requests = [...this.counters.values()].filter(ofClient);
    const families = this.families.list().filter(ofClient);
    const overlaps = families.reduce((sum, family) => sum + family.overlaps, 0);
    const familiesReused = families.filter((family) => family.ended === 'reuse').length;
    return { requests, families, overlaps, familiesReused };
  }

  /** Counts from zero again; families stay. */
  clear(): void {
    const zero = { requests: 0, maxInFlight: 0, overlaps: 0 };
    for (const counter of this.counters.values()) Object.assign(counter, { ...zero, issued: 0, errors: {} });
    for (const family of this.families.list()) Object.assign(family, zero);
  }

  private counterOf(clientId: string, grantType: string): TokenRequestStats {
    const key = `${clientId} ${grantType}`;
    const counter = this.counters.get(key) ?? begin(clientId, grantType);
    this.counters.set(key, counter);
    return counter;
  }
}
