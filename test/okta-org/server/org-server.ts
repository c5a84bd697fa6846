import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerControl } from '../control/control-routes.ts';
import type { FaultRule, RecordedRequest } from '../control-contract.ts';
import { OktaError } from '../okta-error.ts';
import { deliver, faultyReply } from './delivery.ts';
import type { Incoming } from './incoming.ts';
import { readIncoming } from './incoming.ts';
import { answerManagement, countRequest } from './management-api.ts';
import { orgMetadata } from './org-metadata.ts';
import type { OrgRuntime } from './org-runtime.ts';
import { isUnlimited, rateHeaders } from './rate-limits.ts';
import type { Reply } from './reply.ts';

/** The HTTP side of the org, on 127.0.0.1 only. */
export class OrgServer {
  private readonly server: Server;
  private readonly runtime: OrgRuntime;
  private readonly log: (line: string) => void;

  constructor(runtime: OrgRuntime, log: (line: string) => void) {
    this.runtime = runtime;
    this.log = log;
    this.server = createServer((message, response) => {
      this.handle(message, response).catch((error: unknown) => this.fail(response, error));
    });
    this.server.keepAliveTimeout = 60_000;
  }

  /** Listens; port 0 takes a free one. */
  async start(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    await this.runtime.open(url);
    return url;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
    this.runtime.hooks.close();
    this.server.closeAllConnections();
    await closed;
  }

  private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const incoming = await readIncoming(message, this.runtime.url);
    if (incoming.path.startsWith('/__control/')) {
      await deliver(response, await answerControl(this.runtime, incoming));
      return;
    }
    const entry = this.runtime.requests.open(incoming);
    this.runtime.oauth?.arrive(incoming, response);
    const struck = this.runtime.faults.strike(incoming.method, incoming.path);
    if (struck) entry.fault = struck.id;
    this.runtime.rateLimits.underWay += 1;
    response.once('close', () => (this.runtime.rateLimits.underWay -= 1));
    await this.respond(incoming, response, { entry, fault: struck?.rule });
    this.log(`${incoming.method} ${message.url} ${entry.status ?? 'no answer'}${struck ? ` (${struck.id})` : ''}`);
  }

  private async respond(
    incoming: Incoming,
    response: ServerResponse,
    { entry, fault }: { entry: RecordedRequest; fault: FaultRule | undefined },
  ): Promise<void> {
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'reset') {
      response.destroy();
      return;
    }
    if (fault?.kind === 'delay') await sleep(fault.delayMs);
    const reply = (fault && faultyReply(fault)) ?? (await this.answer(incoming));
    const withCommon = { ...reply, headers: { ...this.commonHeaders(), ...reply.headers } };
    entry.status = await deliver(response, withCommon, fault);
  }

  private commonHeaders(): Record<string, string> {
    return {
      Date: new Date(this.runtime.org.now()).toUTCString(),
      'X-Okta-Request-Id': randomBytes(16).toString('hex'),
      'Cache-Control': 'no-cache, no-store',
    };
  }

  private async answer(incoming: Incoming): Promise<Reply> {
    const headers: Record<string, string> = {};
    const requestId = randomBytes(16).toString('hex');
    try {
      const reply = await this.dispatch(incoming, { requestId, headers });
      return { ...reply, headers: { 'X-Okta-Request-Id': requestId, ...headers, ...reply.headers } };
    } catch (error) {
      const refusal = error instanceof OktaError ? error : this.unexpected(error);
      const errorId = `oae${randomBytes(16).toString('base64url')}`;
      return {
        status: refusal.status,
        body: refusal.toBody(errorId),
        headers: { 'X-Okta-Request-Id': requestId, ...headers },
      };
    }
  }

  private async dispatch(
    incoming: Incoming,
    context: { requestId: string; headers: Record<string, string> },
  ): Promise<Reply> {
    const { oauth } = this.runtime;
    if (incoming.path === '/.well-known/okta-organization') return orgMetadata(this.runtime, incoming);
    if (!oauth?.serves(incoming.path)) return answerManagement(this.runtime, incoming, context);
    if (!isUnlimited(incoming.path)) {
      const verdict = countRequest(this.runtime, incoming, 'oauth');
      Object.assign(context.headers, rateHeaders(verdict));
      if (verdict.exceeded) throw new OktaError('E0000047');
    }
    return oauth.answer(incoming);
  }

  private unexpected(error: unknown): OktaError {
    this.log(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return new OktaError('E0000009');
  }

  private fail(response: ServerResponse, error: unknown): void {
    this.unexpected(error);
    response.destroy();
  }
}
