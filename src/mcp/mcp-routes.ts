import { Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from '../core/config.js';
import { CONFIG } from '../core/config.token.js';
import { Documented } from '../core/http/documented.decorator.js';
import { RequireScope } from '../tenancy/access.decorators.js';
import type { Caller } from '../tenancy/caller.js';
import { CurrentCaller } from '../tenancy/current-caller.decorator.js';
import { bindConnection } from './mcp-binding.js';
import { McpEndpoint } from './mcp-endpoint.service.js';
import { assertOwnOrigin } from './own-origin.js';
import { webRequest } from './web-request.js';

const Message = z.looseObject({ jsonrpc: z.literal('2.0') });
const Params = z.object({ connectionId: z.string().optional() });

const NO_STREAM = { jsonrpc: '2.0', error: { code: -32_000, message: 'Method not allowed. Use POST.' }, id: null };

/** The routes of the Model Context Protocol at an address that may name a connection. */
export abstract class McpRoutes {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(McpEndpoint) private readonly endpoint: McpEndpoint,
  ) {}

  @Post()
  @RequireScope('actions:run')
  @Documented({
    summary: 'Send a message of the Model Context Protocol',
    description: 'The actions of one connection as tools, over Streamable HTTP without sessions: docs/mcp.md.',
    body: Message,
    answer: Message,
    problems: ['not_found'],
  })
  async post(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { publicUrl } = this.config;
    assertOwnOrigin(request.headers.origin, publicUrl);
    const binding = bindConnection(caller, Params.parse(request.params).connectionId);
    const exchange = { request: webRequest(request, publicUrl), message: request.body };
    await pass(await this.endpoint.answer(binding, exchange), reply);
  }

  @Get()
  @RequireScope('actions:run')
  @Documented({ summary: 'Answers 405: nothing is streamed', answer: Message })
  async get(@Res() reply: FastifyReply) {
    await refuse(reply);
  }

  @Delete()
  @RequireScope('actions:run')
  @Documented({ summary: 'Answers 405: there are no sessions', answer: Message })
  async delete(@Res() reply: FastifyReply) {
    await refuse(reply);
  }
}

const refuse = (reply: FastifyReply) => reply.status(405).header('Allow', 'POST').send(NO_STREAM);

async function pass(response: Response, reply: FastifyReply): Promise<void> {
  const text = await response.text();
  const type = response.headers.get('content-type');
  if (type !== null) void reply.type(type);
  await reply
    .status(response.status)
    .serializer((body) => String(body))
    .send(text);
}
