import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Server } from '@modelcontextprotocol/server';
import { ActionRegistry } from '../actions/registry.js';
import { ConnectionAccess } from '../connections/connection-access.js';
import { classifyError } from '../core/http/classify-error.js';
import { USER_AGENT } from '../okta/user-agent.js';
import type { McpBinding } from './mcp-binding.js';
import { ToolCalls } from './tool-calls.service.js';
import { ToolList } from './tool-list.service.js';

type Sdk = typeof import('@modelcontextprotocol/server');

/** One HTTP request whose body has been read: the message as JSON. */
export interface McpExchange {
  request: Request;
  message: unknown;
}

const [NAME = '', VERSION = ''] = USER_AGENT.split('/');

const INSTRUCTIONS = `Each tool is one action in one Okta org, through one connection that cannot be changed here.
A tool that lists gives output.items and output.nextCursor: call it again with that cursor for the next page.
Where a user is named, id and login both work. A result with isError holds code, detail and remedy; send the same call
again only where retryable is true. For a call that must not be made twice, put a text of your own into
_meta["okta-connector/idempotency-key"].`;

/**
 * The Model Context Protocol over Streamable HTTP, without sessions: every request is answered by itself and as JSON, so
 * that any replica can answer it. Speaks the revisions with a handshake (2024-10-07 to 2025-11-25) and without (2026-07-28).
 */
@Injectable()
export class McpEndpoint {
  readonly #logger = new Logger(McpEndpoint.name);
  #sdk: Promise<Sdk> | undefined;

  constructor(
    @Inject(ActionRegistry) private readonly registry: ActionRegistry,
    private readonly connections: ConnectionAccess,
    private readonly list: ToolList,
    private readonly calls: ToolCalls,
  ) {}

  /** @throws ConnectorError `not_found` when the tenant has no such connection */
  async answer(binding: McpBinding, { request, message }: McpExchange): Promise<Response> {
    await this.#assertExists(binding);
    // Heavy, and few processes ever need it.
    this.#sdk ??= import('@modelcontextprotocol/server');
    const sdk = await this.#sdk;
    if (Array.isArray(message)) return refusal(sdk.INVALID_REQUEST, 'Send one message at a time, not a batch.');
    const parsed = message === undefined ? {} : { parsedBody: message };
    if (await sdk.isLegacyRequest(request, message)) {
      const transport = new sdk.WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
      const server = this.#serve(sdk, binding);
      await server.connect(transport);
      try {
        return await transport.handleRequest(request, parsed);
      } finally {
        await server.close();
      }
    }
    return sdk.createMcpHandler(() => this.#serve(sdk, binding), { legacy: 'reject' }).fetch(request, parsed);
  }

  /** Warm, it costs no database round trip. What else keeps the connection from acting, the tools say. */
  async #assertExists({ caller, connectionId }: McpBinding): Promise<void> {
    try {
      await this.connections.open(caller.tenantId, connectionId);
    } catch (error) {
      const { code } = classifyError(error);
      if (code !== 'connection_not_ready' && code !== 'reauthorization_required') throw error;
    }
  }

  #serve(sdk: Sdk, binding: McpBinding): Server {
    const server = new sdk.Server(
      { name: NAME, title: 'Okta connector', version: VERSION },
      { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
    );
    server.setRequestHandler('tools/list', ({ params }) =>
      this.list.page(binding, params?.cursor).catch((error: unknown) => this.#refuse(sdk, error)),
    );
    server.setRequestHandler('tools/call', ({ params }) => {
      const action = this.registry.find(params.name);
      if (action) return this.calls.call(binding, action, params);
      throw new sdk.ProtocolError(sdk.INVALID_PARAMS, 'There is no such tool. tools/list names them all.');
    });
    return server;
  }

  /** As an error of the protocol, whose text reaches the client. */
  #refuse({ ProtocolError, INVALID_PARAMS, INTERNAL_ERROR }: Sdk, error: unknown): never {
    const { code, message, status } = classifyError(error);
    if (status >= 500) this.#logger.error({ msg: 'tools could not be listed', code, err: error });
    throw new ProtocolError(code === 'invalid_input' ? INVALID_PARAMS : INTERNAL_ERROR, `${code}: ${message}`);
  }
}

function refusal(code: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status: 400 });
}
