import { Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ConnectorError } from '../../core/errors.js';
import { Documented } from '../../core/http/documented.decorator.js';
import { Public } from '../../tenancy/access.decorators.js';
import { HookAdmission } from './hook-admission.js';
import { HookCalls } from './hook-calls.service.js';
import { HookEnvelope } from './hook-envelope.js';

const CHALLENGE = 'x-okta-verification-challenge';
const MAX_CHALLENGE = 1_000;

const Verification = z.object({ verification: z.string() });

/** Okta's side of event hooks: it knows the address and a secret, and has no token. */
@Public()
@Controller('hooks/okta/:hookId')
export class HooksController {
  constructor(
    private readonly admission: HookAdmission,
    private readonly calls: HookCalls,
  ) {}

  @Get()
  @Documented({
    summary: "Answer Okta's verification of an event hook",
    description: "Okta sends the hook's secret in Authorization and a value in X-Okta-Verification-Challenge.",
    answer: Verification,
    problems: ['malformed_request', 'unauthenticated'],
  })
  async verify(
    @Param('hookId') _hookId: string,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof Verification>> {
    const hook = this.admission.hookOf(request);
    const verification = request.headers[CHALLENGE];
    // Fastify serves HEAD by the handler of GET, too; Okta sends a GET and nothing else.
    if (request.method !== 'GET' || typeof verification !== 'string' || verification.length > MAX_CHALLENGE)
      throw new ConnectorError(
        'malformed_request',
        'Okta verifies a hook with the header X-Okta-Verification-Challenge.',
      );
    await this.calls.confirm(hook);
    return { verification };
  }

  @Post()
  @HttpCode(204)
  @Documented({
    summary: 'Take events from an event hook of Okta',
    description:
      "Okta sends the hook's secret in Authorization. The events are stored when this answers; 503 asks Okta to send them again.",
    body: HookEnvelope,
    problems: ['malformed_request', 'unauthenticated'],
  })
  async receive(@Param('hookId') _hookId: string, @Req() request: FastifyRequest): Promise<void> {
    await this.calls.receive(this.admission.hookOf(request), request.body);
  }
}
